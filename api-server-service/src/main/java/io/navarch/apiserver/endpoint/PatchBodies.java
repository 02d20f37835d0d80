package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.patch.PatchType;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.Kind;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads patches and what is asked for beside them. */
@Component
final class PatchBodies {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectNode NOTHING = JsonMapper.shared().createObjectNode();
  private static final List<String> CUSTOM_TYPES =
      List.of(
          PatchType.JSON.mediaType(),
          PatchType.MERGE.mediaType(),
          PatchType.APPLY_YAML.mediaType());

  /**
   * A patch.
   *
   * @param bytes as sent
   * @param tree of a configuration to apply; without content for other types
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never changed
  record Body(PatchType type, byte[] bytes, ObjectNode tree, WriteOptions options) {}

  Body read(ApiRequest request, Kind kind) throws IOException {
    var type = type(request);
    var options = WriteOptions.of(request.query(), "PatchOptions");
    checkOptions(request.query(), type);
    byte[] bytes = RequestBodies.read(request.http());
    return new Body(
        type, bytes, type.isApply() ? configuration(request, kind, bytes) : NOTHING, options);
  }

  private static PatchType type(ApiRequest request) {
    var header = request.header("Content-Type");
    int semicolon = header.indexOf(';');
    var media = (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
    var type = PatchType.of(media).orElseThrow(PatchBodies::unsupported);
    boolean custom = !ItemBytes.isTyped(request.resource().kind());
    if (custom && type == PatchType.STRATEGIC_MERGE) {
      throw Refusals.unsupportedMediaType(CUSTOM_TYPES);
    }
    return type;
  }

  private static ApiStatusException unsupported() {
    return new ApiStatusException(
        Status.of(StatusReason.UNSUPPORTED_MEDIA_TYPE, "415: Unsupported Media Type"));
  }

  private static void checkOptions(Query query, PatchType type) {
    var errors = new FieldErrors();
    if (type.isApply() && query.first("fieldManager").isEmpty()) {
      errors.required("fieldManager", "is required for apply patch");
    }
    if (!type.isApply() && query.has("force")) {
      errors.forbidden("force", "may not be specified for non-apply patch");
    }
    if (!errors.isEmpty()) {
      throw Refusals.invalidOptions("PatchOptions", errors);
    }
  }

  private static ObjectNode configuration(ApiRequest request, Kind kind, byte[] bytes) {
    ObjectNode tree;
    try {
      if (!(YAML.readTree(bytes) instanceof ObjectNode object)) {
        throw ApiStatusException.badRequest("error decoding YAML: not an object");
      }
      tree = object;
    } catch (JacksonException e) {
      throw ApiStatusException.badRequest(
          "error decoding YAML: error converting YAML to JSON: yaml: " + e.getOriginalMessage());
    }
    checkKind(tree, kind);
    if (tree.path("metadata").has("managedFields")) {
      throw ApiStatusException.badRequest("metadata.managedFields must be nil");
    }
    ObjectNames.alignNamespace(request, tree);
    if (!ObjectMeta.of(tree).name().isEmpty()) {
      ObjectNames.checkName(request, tree);
    }
    ObjectMeta.of(tree).set("name", request.name());
    return tree;
  }

  private static void checkKind(ObjectNode tree, Kind kind) {
    var version = tree.path("apiVersion").asString("");
    var name = tree.path("kind").asString("");
    if (!name.equals(kind.gvk().kind()) || !version.equals(kind.gvk().groupVersion().toString())) {
      throw ApiStatusException.badRequest(
          "invalid object type: %s, Kind=%s"
              .formatted(version.indexOf('/') < 0 ? "/" + version : version, name));
    }
  }
}
