package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads bodies into trees, in whatever format they come. */
@Component
final class BodyReader {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final List<String> SUPPORTED =
      List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

  /**
   * The body as an object of a kind.
   *
   * @throws ApiStatusException 400, 413, 415 in upstream's words
   */
  ObjectNode read(ApiRequest request, HttpServletResponse response, Kind kind, WriteOptions options)
      throws IOException {
    byte[] body = RequestBodies.read(request.http());
    var mapper =
        switch (media(request)) {
          case "", "application/json" -> JSON;
          case "application/yaml" -> YAML;
          default -> throw Refusals.unsupportedMediaType(SUPPORTED);
        };
    try {
      if (mapper.readTree(body) instanceof ObjectNode object) {
        return named(object, kind);
      }
    } catch (JacksonException e) {
      throw unrecognized(kind, e.getOriginalMessage());
    }
    throw unrecognized(kind, "unexpected end of JSON input (<empty>)");
  }

  /** A patched object once more, as if it had been sent. */
  ObjectNode checkPatched(
      ApiRequest request,
      HttpServletResponse response,
      Kind kind,
      ObjectNode object,
      WriteOptions options) {
    return object;
  }

  /** The body of a deletion, if there is one. */
  Optional<ObjectNode> readDeleteOptions(ApiRequest request) throws IOException {
    byte[] body = RequestBodies.read(request.http());
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode options) {
        DeleteBody.checkKind(options);
        return Optional.of(options);
      }
    } catch (JacksonException e) {
      throw ApiStatusException.badRequest(e.getOriginalMessage());
    }
    throw ApiStatusException.badRequest("delete options must be an object");
  }

  private static String media(ApiRequest request) {
    var header = request.header("Content-Type");
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
  }

  /** Bodies may leave out what the URL says already. */
  private static ObjectNode named(ObjectNode object, Kind kind) {
    var expected = kind.gvk();
    var name = object.path("kind").asString("");
    var version = object.path("apiVersion").asString("");
    if (!name.isEmpty() && !name.equals(expected.kind())) {
      throw ApiStatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s"
              .formatted(name, version, expected.kind()));
    }
    return object
        .put("kind", expected.kind())
        .put("apiVersion", expected.groupVersion().toString());
  }

  private static ApiStatusException unrecognized(Kind kind, String why) {
    return ApiStatusException.badRequest(
        ("the object provided is unrecognized (must be of type %s): couldn't get version/kind; "
                + "json parse error: %s")
            .formatted(kind.gvk().kind(), why));
  }
}
