package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.request.ApiStatusException;
import tools.jackson.databind.node.ObjectNode;

/** Keeps bodies in agreement with the URL they were sent to. */
final class ObjectNames {

  private ObjectNames() {}

  /** Gives the object the namespace of the URL, unless it names another. */
  static void alignNamespace(ApiRequest request, ObjectNode object) {
    var meta = ObjectMeta.of(object);
    var namespace = request.namespace();
    if (!request.resource().kind().namespaced()) {
      meta.set("namespace", "");
      return;
    }
    if (!meta.namespace().isEmpty() && !meta.namespace().equals(namespace)) {
      throw ApiStatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    meta.set("namespace", namespace);
  }

  /** Refuses an object of another name than the URL's. */
  static void checkName(ApiRequest request, ObjectNode object) {
    var name = ObjectMeta.of(object).name();
    if (name.isEmpty()) {
      throw ApiStatusException.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(request.name()));
    }
    if (!name.equals(request.name())) {
      throw ApiStatusException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, request.name()));
    }
  }
}
