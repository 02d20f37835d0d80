package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Kind;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into trees, in whatever format they come. */
@Component
final class BodyReader {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The body as an object of the resource's kind.
   *
   * @throws ApiStatusException 400, 413, 415 in upstream's words
   */
  ObjectNode read(ApiRequest request) throws IOException {
    return read(request, request.resource().kind());
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

  private static ObjectNode read(ApiRequest request, Kind kind) throws IOException {
    byte[] body = RequestBodies.read(request.http());
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        object.put("kind", kind.gvk().kind());
        object.put("apiVersion", kind.gvk().groupVersion().toString());
        return object;
      }
    } catch (JacksonException e) {
      throw ApiStatusException.badRequest(
          "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s"
              .formatted(kind.gvk().kind(), e.getOriginalMessage()));
    }
    throw ApiStatusException.badRequest(
        "the object provided is unrecognized (must be of type %s)".formatted(kind.gvk().kind()));
  }
}
