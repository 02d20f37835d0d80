package io.navarch.apiserver.registry.warning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is doubtful in the specification of a Pod. Pure. */
final class PodSpecWarnings {

  private static final Map<String, String> OLD_VOLUMES =
      Map.of(
          "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+",
          "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+",
          "scaleIO", "deprecated in v1.16, non-functional in v1.22+",
          "flocker", "deprecated in v1.22, non-functional in v1.25+",
          "storageos", "deprecated in v1.22, non-functional in v1.25+",
          "quobyte", "deprecated in v1.22, non-functional in v1.25+",
          "glusterfs", "deprecated in v1.25, non-functional in v1.26+",
          "rbd", "deprecated in v1.28, non-functional in v1.31+",
          "cephfs", "deprecated in v1.28, non-functional in v1.31+");
  private static final Map<String, String> OLD_LABELS =
      Map.of(
          "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
          "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
          "failure-domain.beta.kubernetes.io/region",
              "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
          "failure-domain.beta.kubernetes.io/zone",
              "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
          "beta.kubernetes.io/instance-type",
              "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead");

  private PodSpecWarnings() {}

  /**
   * Adds the warnings of a Pod or a template.
   *
   * @param place where its {@code spec} is
   * @param metadataPlace where its {@code metadata} is
   */
  static void add(JsonNode pod, String place, String metadataPlace, List<String> warnings) {
    var spec = pod.path("spec");
    for (var label : spec.path("nodeSelector").propertyNames()) {
      oldLabel(label, "%s.nodeSelector[%s]".formatted(place, label), warnings);
    }
    selectors(spec, place, warnings);
    oldAnnotations(pod.path("metadata").path("annotations"), metadataPlace, warnings);
    volumes(spec.path("volumes"), place, warnings);
    duplicates(spec.path("hostAliases"), "ip", place + ".hostAliases", warnings);
    pullSecrets(spec.path("imagePullSecrets"), place + ".imagePullSecrets", warnings);
    for (var list : List.of("initContainers", "containers")) {
      ContainerWarnings.add(spec.path(list), place + "." + list, warnings);
    }
    if (spec.path("terminationGracePeriodSeconds").asLong(0) < 0) {
      warnings.add(
          place
              + ".terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1");
    }
  }

  private static void oldLabel(String label, String place, List<String> warnings) {
    var words = OLD_LABELS.get(label);
    if (words != null) {
      warnings.add(place + ": " + words);
    }
  }

  private static void selectors(JsonNode spec, String place, List<String> warnings) {
    int index = 0;
    for (var constraint : spec.path("topologySpreadConstraints")) {
      var at = "%s.topologySpreadConstraints[%d]".formatted(place, index++);
      var key = constraint.path("topologyKey").asString("");
      if (OLD_LABELS.containsKey(key)) {
        warnings.add("%s.topologyKey: %s is %s".formatted(at, key, OLD_LABELS.get(key)));
      }
      selectsNothing(constraint, at, warnings);
    }
    for (var side : List.of("podAffinity", "podAntiAffinity")) {
      for (var list :
          List.of(
              "requiredDuringSchedulingIgnoredDuringExecution",
              "preferredDuringSchedulingIgnoredDuringExecution")) {
        int term = 0;
        for (var entry : spec.path("affinity").path(side).path(list)) {
          var at = "%s.affinity.%s.%s[%d]".formatted(place, side, list, term++);
          boolean weighted = entry.has("podAffinityTerm");
          selectsNothing(
              weighted ? entry.path("podAffinityTerm") : entry,
              weighted ? at + ".podAffinityTerm" : at,
              warnings);
        }
      }
    }
  }

  private static void selectsNothing(JsonNode holder, String place, List<String> warnings) {
    if (!holder.hasNonNull("labelSelector")) {
      warnings.add(place + ".labelSelector: a null labelSelector results in matching no pod");
    }
  }

  private static void oldAnnotations(JsonNode annotations, String place, List<String> warnings) {
    for (var name : annotations.propertyNames()) {
      var at = "%s.annotations[%s]: ".formatted(place, name);
      if (name.equals("seccomp.security.alpha.kubernetes.io/pod")
          || name.startsWith("container.seccomp.security.alpha.kubernetes.io/")) {
        warnings.add(at + "non-functional in v1.27+; use the \"seccompProfile\" field instead");
      } else if (name.startsWith("container.apparmor.security.beta.kubernetes.io/")) {
        warnings.add(at + "deprecated since v1.30; use the \"appArmorProfile\" field instead");
      }
    }
  }

  private static void volumes(JsonNode volumes, String place, List<String> warnings) {
    int index = 0;
    for (var volume : volumes) {
      var at = "%s.volumes[%d]".formatted(place, index++);
      OLD_VOLUMES.forEach((type, words) -> {
        if (volume.has(type)) {
          warnings.add(
              "%s.%s: %s".formatted(at, type.equals("storageos") ? "storageOS" : type, words));
        }
      });
      if (volume.has("projected") && volume.path("projected").path("sources").isEmpty()) {
        warnings.add(
            "volume \"%s\" (Projected) has no sources provided"
                .formatted(volume.path("name").asString("")));
      }
    }
  }

  private static void duplicates(JsonNode list, String key, String place, List<String> warnings) {
    var seen = new HashSet<String>();
    int index = 0;
    for (var entry : list) {
      var value = entry.path(key).asString("");
      if (!seen.add(value)) {
        warnings.add("%s[%d].%s: duplicate %s \"%s\"".formatted(place, index, key, key, value));
      }
      index++;
    }
  }

  private static void pullSecrets(JsonNode secrets, String place, List<String> warnings) {
    var seen = new HashSet<String>();
    int index = 0;
    for (var secret : secrets) {
      var name = secret.path("name").asString("");
      var at = "%s[%d].name: ".formatted(place, index++);
      if (name.isEmpty()) {
        warnings.add(at + "invalid empty name \"\"");
      } else if (!seen.add(name)) {
        warnings.add(at + "duplicate name \"" + name + '"');
      }
    }
  }
}
