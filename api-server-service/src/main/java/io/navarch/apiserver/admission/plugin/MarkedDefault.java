package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds the class that an annotation marks as the default: of several, the newest. */
final class MarkedDefault {

  private MarkedDefault() {}

  static Optional<String> findName(
      ObjectReader objects, GroupResource classes, String... annotations) {
    return objects.list(classes, "").stream()
        .map(c -> c.path("metadata"))
        .filter(m -> isMarked(m, annotations))
        .max(
            Comparator.comparing((JsonNode m) -> m.path("creationTimestamp").asString(""))
                .thenComparing(m -> m.path("name").asString(""), Comparator.reverseOrder()))
        .map(m -> m.path("name").asString(""));
  }

  private static boolean isMarked(JsonNode metadata, String... annotations) {
    return Arrays.stream(annotations)
        .anyMatch(a -> metadata.path("annotations").path(a).asString("").equals("true"));
  }
}
