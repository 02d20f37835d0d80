package io.navarch.apiserver.registry.warning;

import io.navarch.apiserver.registry.ObjectWarnings;
import io.navarch.schema.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Warnings about Pods and about the templates of those who make them. */
@Component
final class PodWarnings implements ObjectWarnings {

  private static final Set<GroupResource> RESOURCES =
      Set.of(
          new GroupResource("", "pods"),
          new GroupResource("", "replicationcontrollers"),
          new GroupResource("", "podtemplates"),
          new GroupResource("apps", "deployments"),
          new GroupResource("apps", "replicasets"),
          new GroupResource("apps", "statefulsets"),
          new GroupResource("apps", "daemonsets"),
          new GroupResource("batch", "jobs"),
          new GroupResource("batch", "cronjobs"));

  @Override
  public Set<GroupResource> resources() {
    return RESOURCES;
  }

  @Override
  public List<String> of(ObjectNode object, Optional<ObjectNode> old) {
    var place = placeOf(object);
    var warnings = new ArrayList<String>();
    if (old.isEmpty()) {
      name(object, place, warnings);
    }
    var now = at(object, place);
    if (old.map(before -> !at(before, place).path("spec").equals(now.path("spec"))).orElse(true)) {
      var prefix = place.isEmpty() ? "" : place + ".";
      PodSpecWarnings.add(now, prefix + "spec", prefix + "metadata", warnings);
    }
    return warnings;
  }

  /** Where the template is; empty for Pods. */
  private static String placeOf(ObjectNode object) {
    return switch (object.path("kind").asString("")) {
      case "Pod" -> "";
      case "PodTemplate" -> "template";
      case "CronJob" -> "spec.jobTemplate.spec.template";
      default -> "spec.template";
    };
  }

  private static JsonNode at(JsonNode object, String place) {
    return place.isEmpty() ? object : object.at("/" + place.replace('.', '/'));
  }

  private static void name(ObjectNode object, String place, List<String> warnings) {
    var kind = object.path("kind").asString("");
    if (kind.equals("PodTemplate") || kind.equals("StatefulSet") || kind.equals("CronJob")) {
      return;
    }
    var faults = HostNames.faults(object.path("metadata").path("name").asString(""));
    if (!faults.isEmpty()) {
      warnings.add(
          "metadata.name: this is used in %s, which can result in surprising behavior; a DNS label is recommended: [%s]"
              .formatted(
                  place.isEmpty() ? "the Pod's hostname" : "Pod names and hostnames",
                  String.join(" ", faults)));
    }
  }
}
