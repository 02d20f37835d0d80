package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Numbers of Pods that can't exceed each other. */
final class ReplicaChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "deploymentReplicas",
              (o, _, s, e) -> {
                bound(o, List.of("updatedReplicas", "readyReplicas", "availableReplicas"), s, e);
                amongReady(o, "readyReplicas", s, e);
              },
          "controllerReplicas",
              (o, _, s, e) -> {
                bound(
                    o, List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), s, e);
                amongReady(o, "readyReplicas", s, e);
              },
          "statefulSetReplicas",
              (o, _, s, e) -> {
                bound(
                    o,
                    List.of(
                        "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"),
                    s,
                    e);
                amongReady(o, "status.readyReplicas", s, e);
              });

  private static final String AVAILABLE = "availableReplicas";

  private ReplicaChecks() {}

  private static void bound(ObjectNode status, List<String> fields, Spot spot, FieldErrors errors) {
    long all = status.path("replicas").asLong(0);
    for (var field : fields) {
      if (status.path(field).asLong(0) > all) {
        errors.invalid(
            spot.field(field),
            status.numberNode(status.path(field).asLong(0)),
            "cannot be greater than status.replicas");
      }
    }
  }

  private static void amongReady(ObjectNode status, String ready, Spot spot, FieldErrors errors) {
    if (status.path(AVAILABLE).asLong(0) > status.path("readyReplicas").asLong(0)) {
      errors.invalid(
          spot.field(AVAILABLE), status.path(AVAILABLE), "cannot be greater than " + ready);
    }
  }
}
