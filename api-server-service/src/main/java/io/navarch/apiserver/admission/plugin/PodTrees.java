package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a Pod that several rules look at. */
final class PodTrees {

  private static final String MIRROR = "kubernetes.io/config.mirror";

  private PodTrees() {}

  static boolean isCreation(AdmissionRequest request) {
    return request.operation() == Operation.CREATE && request.isOn("", "pods");
  }

  /** Whether the Pod shows what a node runs by its own files. */
  static boolean isMirror(JsonNode pod) {
    return pod.path("metadata").path("annotations").has(MIRROR);
  }

  static ObjectNode spec(ObjectNode pod) {
    return object(pod, "spec");
  }

  /** Containers of all sorts, in the order of the Pod's fields. */
  static Stream<ObjectNode> allContainers(JsonNode pod) {
    return Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(f -> containers(pod, f).stream());
  }

  static List<ObjectNode> containers(JsonNode pod, String field) {
    return pod.path("spec").path(field).valueStream().map(ObjectNode.class::cast).toList();
  }

  /** The array of this name, made if it is not there or null. */
  static ArrayNode array(ObjectNode parent, String field) {
    return parent.get(field) instanceof ArrayNode present ? present : parent.putArray(field);
  }

  /** The object of this name, made if it is not there or null. */
  static ObjectNode object(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
  }
}
