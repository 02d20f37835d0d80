package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.codec.BodyDecoder;
import io.navarch.apiserver.codec.BodyDecoder.Target;
import io.navarch.apiserver.codec.FieldValidation;
import io.navarch.apiserver.codec.WireFormat;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into trees, in whatever format they come. */
@Component
@RequiredArgsConstructor
final class BodyReader {

  private static final GroupVersionKind DELETE_OPTIONS =
      new GroupVersionKind("", "v1", "DeleteOptions");

  private final BodyDecoder decoder;
  private final Resources resources;

  /**
   * The body as an object of a kind.
   *
   * @throws ApiStatusException 400, 413, 415 in upstream's words
   */
  ObjectNode read(ApiRequest request, HttpServletResponse response, Kind kind, WriteOptions options)
      throws IOException {
    var format = format(request, ItemBytes.isTyped(kind));
    byte[] body = RequestBodies.read(request.http());
    var decoded = decoder.decode(body, format, target(kind), validation(options));
    Warnings.add(response, decoded.problems());
    return decoded.object();
  }

  /**
   * A patched object once more, as if it had been sent.
   *
   * @throws ApiStatusException 422 where unknown fields are refused
   */
  ObjectNode checkPatched(
      HttpServletResponse response, Kind kind, ObjectNode object, WriteOptions options) {
    var validation = validation(options);
    boolean strict = validation == FieldValidation.STRICT;
    var decoded = decoder.decode(object, target(kind), strict ? FieldValidation.WARN : validation);
    if (strict && !decoded.problems().isEmpty()) {
      throw Refusals.invalidPatch(
          object.toString(), "strict decoding error: " + String.join(", ", decoded.problems()));
    }
    Warnings.add(response, decoded.problems());
    return decoded.object();
  }

  /** The body of a deletion, if there is one. */
  Optional<ObjectNode> readDeleteOptions(ApiRequest request) throws IOException {
    byte[] body = RequestBodies.read(request.http());
    if (body.length == 0) {
      return Optional.empty();
    }
    var format = format(request, true);
    var target = deleteOptions(request.resource().kind());
    return Optional.of(decoder.decode(body, format, target, FieldValidation.IGNORE).object());
  }

  private Target target(Kind kind) {
    return Target.of(resources.catalogue(), kind.gvk());
  }

  /** Clients name the options in the core group or in that of the resource. */
  private Target deleteOptions(Kind kind) {
    var core = Target.of(resources.catalogue(), DELETE_OPTIONS);
    var gvk = kind.gvk();
    return new Target(
        core.catalogue(),
        new GroupVersionKind(gvk.group(), gvk.version(), DELETE_OPTIONS.kind()),
        core.type());
  }

  private static FieldValidation validation(WriteOptions options) {
    return FieldValidation.of(options.fieldValidation());
  }

  /** Custom resources have no protobuf form. */
  private static WireFormat format(ApiRequest request, boolean typed) {
    return WireFormat.ofContentType(request.header("Content-Type"))
        .filter(format -> typed || format != WireFormat.PROTOBUF)
        .orElseThrow(() -> Refusals.unsupportedMediaType(supported(typed)));
  }

  private static List<String> supported(boolean typed) {
    return Stream.of(WireFormat.values())
        .filter(format -> typed || format != WireFormat.PROTOBUF)
        .map(WireFormat::mediaType)
        .toList();
  }
}
