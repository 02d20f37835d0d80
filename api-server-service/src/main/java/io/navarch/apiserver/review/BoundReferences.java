package io.navarch.apiserver.review;

import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the object that a token is to be bound to. */
@Component
@RequiredArgsConstructor
final class BoundReferences {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource SECRETS = new GroupResource("", "secrets");
  private static final GroupResource NODES = new GroupResource("", "nodes");

  private final ObjectReader objects;

  /** What the token is bound to. */
  Bound resolve(String namespace, String account, JsonNode spec) {
    var reference = spec.path("boundObjectRef");
    if (!reference.isObject()) {
      return new Bound(Optional.empty(), Optional.empty(), Optional.empty());
    }
    var kind = reference.path("kind").asString("");
    var version = reference.path("apiVersion").asString("");
    if (!version.equals("v1")) {
      throw unknown(version, kind);
    }
    return switch (kind) {
      case "Pod" -> pod(get(PODS, namespace, reference), account);
      case "Secret" ->
          new Bound(
              Optional.empty(),
              Optional.empty(),
              Optional.of(id(get(SECRETS, namespace, reference))));
      case "Node" ->
          new Bound(Optional.empty(), Optional.of(id(get(NODES, "", reference))), Optional.empty());
      default -> throw unknown(version, kind);
    };
  }

  private Bound pod(JsonNode pod, String account) {
    if (!pod.path("spec").path("serviceAccountName").asString("").equals(account)) {
      throw ApiStatusException.badRequest(
          ("cannot bind token for serviceaccount \"%s\" to pod running with different"
                  + " serviceaccount name.")
              .formatted(account));
    }
    var node = pod.path("spec").path("nodeName").asString("");
    var nodeId =
        node.isEmpty()
            ? Optional.<ObjectId>empty()
            : Optional.of(
                objects
                    .find(NODES, "", node)
                    .map(BoundReferences::id)
                    .orElse(new ObjectId(node, "")));
    return new Bound(Optional.of(id(pod)), nodeId, Optional.empty());
  }

  private JsonNode get(GroupResource resource, String namespace, JsonNode reference) {
    var name = reference.path("name").asString("");
    var found =
        objects
            .find(resource, namespace, name)
            .or(() -> objects.findNewest(resource, namespace, name))
            .orElseThrow(() -> ApiStatusException.notFound(resource, name));
    var wanted = reference.path("uid").asString("");
    if (!wanted.isEmpty() && !wanted.equals(id(found).uid())) {
      throw ApiStatusException.conflict(
          resource,
          name,
          ("the UID in the bound object reference (%s) does not match the UID in record. The"
                  + " object might have been deleted and then recreated")
              .formatted(wanted));
    }
    return found;
  }

  private static ApiStatusException unknown(String version, String kind) {
    int slash = version.indexOf('/');
    var group = slash < 0 ? "" : version.substring(0, slash);
    var bare = version.substring(slash + 1);
    return ApiStatusException.badRequest(
        "cannot bind token to object of type %s/%s, Kind=%s".formatted(group, bare, kind));
  }

  static ObjectId id(JsonNode object) {
    var metadata = object.path("metadata");
    return new ObjectId(metadata.path("name").asString(""), metadata.path("uid").asString(""));
  }

  /** What a token is bound to; the node may be that of the Pod. */
  record Bound(Optional<ObjectId> pod, Optional<ObjectId> node, Optional<ObjectId> secret) {}
}
