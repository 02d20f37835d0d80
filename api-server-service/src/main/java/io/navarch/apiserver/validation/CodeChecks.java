package io.navarch.apiserver.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The checks that rows refer to by name because they compare fields or compute. */
final class CodeChecks {

  private static final Map<String, CodeCheck> CHECKS = new HashMap<>();

  static {
    List.of(
            SelectorChecks.CHECKS,
            PodChecks.CHECKS,
            PodNetworkChecks.CHECKS,
            PodPlacementChecks.CHECKS,
            PodSystemChecks.CHECKS,
            PodStatusChecks.CHECKS,
            ContainerChecks.CHECKS,
            EnvironmentChecks.CHECKS,
            SecurityChecks.CHECKS,
            ResourceChecks.CHECKS,
            VolumeChecks.CHECKS,
            ProjectionChecks.CHECKS,
            ConfigChecks.CHECKS,
            NamespaceChecks.CHECKS,
            ServiceChecks.CHECKS,
            ServiceAddressChecks.CHECKS,
            EndpointChecks.CHECKS,
            WorkloadChecks.CHECKS,
            ReplicaChecks.CHECKS,
            JobChecks.CHECKS,
            JobPolicyChecks.CHECKS,
            JobStatusChecks.CHECKS,
            StorageChecks.CHECKS,
            IngressChecks.CHECKS,
            NetworkPolicyChecks.CHECKS,
            PolicyChecks.CHECKS,
            AutoscalerChecks.CHECKS,
            QuotaChecks.CHECKS,
            LimitChecks.CHECKS,
            NodeChecks.CHECKS)
        .forEach(CHECKS::putAll);
  }

  private CodeChecks() {}

  /** A check of one object. */
  @FunctionalInterface
  interface CodeCheck {

    void check(ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors);
  }

  static void run(
      String name, ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var check = CHECKS.get(name);
    if (check == null) {
      throw new IllegalStateException("no such check: " + name);
    }
    check.check(object, old, spot, errors);
  }
}
