package io.navarch.apiserver.defaulting;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Defaults that a row can't state because they are computed. Each looks for its own work. */
final class DefaultSteps {

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private static final Map<String, Consumer<ObjectNode>> STEPS =
      Map.ofEntries(
          Map.entry("namespaceName", DefaultSteps::namespaceName),
          Map.entry("stringData", DefaultSteps::stringData),
          Map.entry("templateGeneration", DefaultSteps::templateGeneration),
          Map.entry("sessionAffinity", DefaultSteps::sessionAffinity),
          Map.entry("ingressMode", DefaultSteps::ingressMode),
          Map.entry("containerLimits", PodResourceDefaults::containerLimits),
          Map.entry("requestsFromLimits", PodResourceDefaults::requestsFromLimits),
          Map.entry("podLevelResources", PodResourceDefaults::podLevelResources),
          Map.entry("hostPorts", DefaultSteps::hostPorts),
          Map.entry("pullPolicy", c -> ImagePullPolicy.fill(c, "image", "imagePullPolicy")),
          Map.entry(
              "imageReferencePolicy", v -> ImagePullPolicy.fill(v, "reference", "pullPolicy")),
          Map.entry("volumeSource", DefaultSteps::volumeSource),
          Map.entry("customNames", DefaultSteps::customNames),
          Map.entry("storedVersions", DefaultSteps::storedVersions));

  private DefaultSteps() {}

  static void run(String name, ObjectNode object) {
    var step = STEPS.get(name);
    if (step == null) {
      throw new IllegalStateException("no such step: " + name);
    }
    step.accept(object);
  }

  private static void namespaceName(ObjectNode namespace) {
    var name = namespace.path("metadata").path("name");
    if (!name.asString("").isEmpty() && namespace.get("metadata") instanceof ObjectNode metadata) {
      metadata.withObjectProperty("labels").set("kubernetes.io/metadata.name", name);
    }
  }

  /** What is written as text is kept as bytes. */
  private static void stringData(ObjectNode secret) {
    if (secret.remove("stringData") instanceof ObjectNode texts && !texts.isEmpty()) {
      var data = secret.get("data") instanceof ObjectNode known ? known : secret.putObject("data");
      texts
          .properties()
          .forEach(text -> {
            var bytes = text.getValue().asString("").getBytes(StandardCharsets.UTF_8);
            data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
          });
    }
  }

  /** The count of a DaemonSet's templates is a field upstream, which its owner writes as zero. */
  private static void templateGeneration(ObjectNode daemonSet) {
    if (daemonSet.get("metadata") instanceof ObjectNode metadata) {
      var annotations = metadata.withObjectProperty("annotations");
      if (!annotations.has(TEMPLATE_GENERATION)) {
        annotations.put(TEMPLATE_GENERATION, "0");
      }
    }
  }

  /** Affinity by client address has a time, and no other affinity has a configuration. */
  private static void sessionAffinity(ObjectNode service) {
    if (!(service.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    switch (spec.path("sessionAffinity").asString("")) {
      case "None" -> spec.remove("sessionAffinityConfig");
      case "ClientIP" -> {
        if (!spec.at("/sessionAffinityConfig/clientIP/timeoutSeconds").isNumber()) {
          spec.putObject("sessionAffinityConfig")
              .putObject("clientIP")
              .put("timeoutSeconds", 10_800);
        }
      }
      default -> {}
    }
  }

  private static void ingressMode(ObjectNode service) {
    for (var ingress : service.at("/status/loadBalancer/ingress")) {
      if (ingress instanceof ObjectNode entry
          && !entry.path("ip").asString("").isEmpty()
          && !entry.has("ipMode")) {
        entry.put("ipMode", "VIP");
      }
    }
  }

  private static void hostPorts(ObjectNode pod) {
    for (var list : List.of("containers", "initContainers")) {
      for (var container : pod.path("spec").path(list)) {
        for (var port : container.path("ports")) {
          if (port instanceof ObjectNode entry && entry.path("hostPort").asInt(0) == 0) {
            entry.set("hostPort", entry.path("containerPort"));
          }
        }
      }
    }
  }

  private static void volumeSource(ObjectNode volume) {
    boolean hasSource =
        volume.properties().stream()
            .anyMatch(e -> !e.getKey().equals("name") && !e.getValue().isNull());
    if (!hasSource) {
      volume.putObject("emptyDir");
    }
  }

  private static void customNames(ObjectNode names) {
    var kind = names.path("kind").asString("");
    if (kind.isEmpty()) {
      return;
    }
    if (names.path("singular").asString("").isEmpty()) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (names.path("listKind").asString("").isEmpty()) {
      names.put("listKind", kind + "List");
    }
  }

  private static void storedVersions(ObjectNode definition) {
    var status = definition.withObjectProperty("status");
    if (status.path("storedVersions").isEmpty()) {
      for (var version : definition.at("/spec/versions")) {
        if (version.path("storage").asBoolean(false)) {
          status.putArray("storedVersions").add(version.path("name"));
          return;
        }
      }
    }
  }
}
