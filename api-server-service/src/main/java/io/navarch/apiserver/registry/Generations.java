package io.navarch.apiserver.registry;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** When {@code metadata.generation} rises. Pure. */
final class Generations {

  private static final String ALL = "*";
  private static final List<String> NOT_COUNTED =
      List.of("kind", "apiVersion", "metadata", "status");

  private Generations() {}

  /** Whether a field changed whose changes are counted. */
  static boolean rises(List<String> fields, ObjectNode object, ObjectNode old) {
    return fields.stream()
        .anyMatch(field ->
            field.equals(ALL)
                ? differsOutsideMetadata(object, old)
                : !same(at(object, field), at(old, field)));
  }

  private static boolean differsOutsideMetadata(ObjectNode object, ObjectNode old) {
    var left = object.deepCopy();
    var right = old.deepCopy();
    NOT_COUNTED.forEach(field -> {
      left.remove(field);
      right.remove(field);
    });
    return !left.equals(right);
  }

  private static @Nullable JsonNode at(ObjectNode object, String path) {
    @Nullable JsonNode node = object;
    for (var name : path.split("\\.", -1)) {
      node = node == null ? null : node.get(name);
    }
    return node;
  }

  private static boolean same(@Nullable JsonNode left, @Nullable JsonNode right) {
    return Objects.equals(emptyAsNull(left), emptyAsNull(right));
  }

  private static @Nullable JsonNode emptyAsNull(@Nullable JsonNode node) {
    return node == null || node.isNull() || (node.isContainer() && node.isEmpty()) ? null : node;
  }
}
