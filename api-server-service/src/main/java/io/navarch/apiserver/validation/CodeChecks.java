package io.navarch.apiserver.validation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The checks that rows refer to by name because they compare fields or compute. */
final class CodeChecks {

  private static final Map<String, CodeCheck> CHECKS =
      Map.ofEntries(
          Map.entry("configMapKeys", ConfigChecks::keys),
          Map.entry("immutableData", ConfigChecks::immutable),
          Map.entry("labels", PodChecks::nodeSelector),
          Map.entry("containerNames", PodChecks::containerNames),
          Map.entry("hostNetwork", PodChecks::hostNetwork),
          Map.entry("volumeMounts", PodChecks::volumeMounts),
          Map.entry("imageName", PodChecks::imageName),
          Map.entry("portNames", PodChecks::portNames),
          Map.entry("envValue", PodChecks::envValue),
          Map.entry("resources", ResourceChecks::requirements),
          Map.entry("portNumberOrName", PodChecks::portNumberOrName),
          Map.entry("volumeSource", PodChecks::volumeSource),
          Map.entry("toleration", PodChecks::toleration),
          Map.entry("servicePorts", ServiceChecks::ports),
          Map.entry("serviceType", ServiceChecks::type),
          Map.entry("controllerTemplate", WorkloadChecks::template),
          Map.entry("selector", WorkloadChecks::selector),
          Map.entry("rollingUpdate", WorkloadChecks::rollingUpdate),
          Map.entry("progressDeadline", WorkloadChecks::progressDeadline),
          Map.entry("statefulSetChanges", WorkloadChecks::statefulSetChanges),
          Map.entry("jobTemplate", WorkloadChecks::jobTemplate),
          Map.entry("policyRule", PolicyChecks::rule),
          Map.entry("namespacedRules", PolicyChecks::namespacedRules),
          Map.entry("disruptionBounds", PolicyChecks::disruptionBounds),
          Map.entry("replicaBounds", PolicyChecks::replicaBounds),
          Map.entry("priorityValue", PolicyChecks::priorityValue),
          Map.entry("positiveQuantity", ResourceChecks::positiveStorage));

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

  static boolean exists(String name) {
    return CHECKS.containsKey(name);
  }
}
