package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps nodes to themselves: their own Node, Lease and CSINode, and the Pods that run on them. What
 * rights can't say, because it depends on what is inside.
 */
@Component
@Order(AdmissionOrder.NODE_RESTRICTION)
@RequiredArgsConstructor
final class NodeRestriction implements ValidatingAdmission {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final String PREFIX = "system:node:";
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String LEASES = "kube-node-lease";

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.user().name().startsWith(PREFIX)
        && request.user().groups().contains("system:nodes");
  }

  @Override
  public void validate(AdmissionRequest request) {
    var node = request.user().name().substring(PREFIX.length());
    switch (request.kind().groupResource().toString()) {
      case "pods" -> checkPod(request, node);
      case "nodes" -> checkNode(request, node);
      case "serviceaccounts" -> checkToken(request, node);
      case "leases.coordination.k8s.io" -> checkLease(request, node);
      case "csinodes.storage.k8s.io" ->
          require(
              name(request).equals(node),
              request,
              "can only access CSINode with the same name as the requesting node");
      default -> {}
    }
  }

  private void checkPod(AdmissionRequest request, String node) {
    switch (request.subresource()) {
      case "" -> checkWholePod(request, node);
      case "status" -> checkPodStatus(request, node);
      case "eviction" ->
          require(
              isOn(objects.find(PODS, request.namespace(), request.name()), node),
              request,
              "node \"%s\" can only evict pods with spec.nodeName set to itself".formatted(node));
      default ->
          throw request.forbidden(
              "unexpected pod subresource \"%s\", only 'status' and 'eviction' are allowed"
                  .formatted(request.subresource()));
    }
  }

  private static void checkWholePod(AdmissionRequest request, String node) {
    switch (request.operation()) {
      case CREATE -> checkMirror(request, node);
      case DELETE ->
          require(
              isOn(Optional.ofNullable(request.oldObject()), node),
              request,
              "node \"%s\" can only delete pods with spec.nodeName set to itself".formatted(node));
      default ->
          throw request.forbidden(
              "unexpected operation \"%s\", node \"%s\" can only create and delete mirror pods"
                  .formatted(request.operation(), node));
    }
  }

  /** A mirror shows what the node runs by itself; it must not lead to what others own. */
  private static void checkMirror(AdmissionRequest request, String node) {
    var pod = request.requireObject();
    var spec = pod.path("spec");
    require(
        ObjectMeta.of(pod.deepCopy()).annotations().containsKey(MIRROR),
        request,
        "pod does not have \"%s\" annotation, node \"%s\" can only create mirror pods"
            .formatted(MIRROR, node));
    require(
        isOn(Optional.of(pod), node),
        request,
        "node \"%s\" can only create pods with spec.nodeName set to itself".formatted(node));
    var owners = pod.at("/metadata/ownerReferences");
    require(
        owners.size() == 1
            && owners.path(0).path("kind").asString("").equals("Node")
            && owners.path(0).path("name").asString("").equals(node),
        request,
        "node \"%s\" can only create pods with an owner reference set to itself".formatted(node));
    require(
        spec.path("serviceAccountName").asString("").isEmpty(),
        request,
        "node \"%s\" can not create pods that reference a service account".formatted(node));
    for (var volume : spec.path("volumes")) {
      for (var source :
          new String[] {"secret", "configMap", "persistentVolumeClaim", "projected"}) {
        require(
            !volume.hasNonNull(source),
            request,
            "node \"%s\" can not create pods that reference %ss".formatted(node, source));
      }
    }
  }

  private static void checkPodStatus(AdmissionRequest request, String node) {
    var old = Optional.ofNullable(request.oldObject());
    require(
        isOn(old, node),
        request,
        "node \"%s\" can only update pod status for pods with spec.nodeName set to itself"
            .formatted(node));
    require(
        labels(old).equals(labels(Optional.ofNullable(request.object()))),
        request,
        "node \"%s\" cannot update labels through pod status".formatted(node));
  }

  private static void checkNode(AdmissionRequest request, String node) {
    require(
        name(request).equals(node),
        request,
        "node \"%s\" is not allowed to modify node \"%s\"".formatted(node, name(request)));
    if (request.operation() == Operation.DELETE) {
      return;
    }
    var now = request.requireObject();
    var before = Optional.ofNullable(request.oldObject());
    var refused = NodeLabels.refused(labels(Optional.of(now)), labels(before));
    boolean creates = before.isEmpty();
    require(
        refused.isEmpty(),
        request,
        (creates
                ? "node \"%s\" is not allowed to set the following labels: %s"
                : "node \"%s\" is not allowed to modify labels: %s")
            .formatted(node, String.join(", ", refused)));
    require(
        creates || same(now.at("/spec/taints"), before.get().at("/spec/taints")),
        request,
        "node \"%s\" is not allowed to modify taints".formatted(node));
  }

  private void checkToken(AdmissionRequest request, String node) {
    if (!request.subresource().equals("token")) {
      return;
    }
    var bound = request.requireObject().at("/spec/boundObjectRef");
    require(
        bound.path("kind").asString("").equals("Pod"),
        request,
        "node requested token not bound to a pod");
    require(
        !bound.path("uid").asString("").isEmpty(),
        request,
        "node requested token with a pod binding without a uid");
    var pod =
        objects
            .find(PODS, request.namespace(), bound.path("name").asString(""))
            .orElseThrow(() -> ApiStatusException.notFound(PODS, bound.path("name").asString("")));
    require(
        pod.at("/metadata/uid").equals(bound.path("uid")),
        request,
        "the UID in the bound object reference (%s) does not match the UID in record."
            .formatted(bound.path("uid").asString("")));
    require(
        isOn(Optional.of(pod), node),
        request,
        "node requested token bound to a pod scheduled on a different node");
  }

  private static void checkLease(AdmissionRequest request, String node) {
    require(
        request.namespace().equals(LEASES),
        request,
        "can only access leases in the \"%s\" system namespace".formatted(LEASES));
    require(
        name(request).equals(node),
        request,
        "can only access node lease with the same name as the requesting node");
  }

  private static void require(boolean holds, AdmissionRequest request, String otherwise) {
    if (!holds) {
      throw request.forbidden(otherwise);
    }
  }

  private static String name(AdmissionRequest request) {
    var object = request.object();
    return request.name().isEmpty() && object != null
        ? object.at("/metadata/name").asString("")
        : request.name();
  }

  private static boolean isOn(Optional<ObjectNode> pod, String node) {
    return pod.filter(p -> p.at("/spec/nodeName").asString("").equals(node)).isPresent();
  }

  private static Map<String, String> labels(Optional<ObjectNode> object) {
    return object.map(o -> ObjectMeta.of(o.deepCopy()).labels()).orElse(Map.of());
  }

  /** Equal, where an empty list is none. */
  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isEmpty() && other.isEmpty()) || Objects.equals(one, other);
  }
}
