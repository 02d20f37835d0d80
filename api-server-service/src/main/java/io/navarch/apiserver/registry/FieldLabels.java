package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the fields are that field selectors name: mostly the path is the name; a table has those
 * where it is not, or where an absent value means something.
 */
@Component
public final class FieldLabels {

  private static final String TABLE = "field-labels.tsv";

  private final Map<GroupResource, Map<String, Place>> places = new HashMap<>();

  FieldLabels() {
    try (InputStream table = FieldLabels.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException("no " + TABLE);
      }
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(c ->
              places
                  .computeIfAbsent(new GroupResource(c[0], c[1]), _ -> new HashMap<>())
                  .put(c[2], new Place(pathOf(c[3]), c[4])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a field of a resource is. */
  public Place place(GroupResource resource, String label) {
    @Nullable Place known = places.getOrDefault(resource, Map.of()).get(label);
    return known == null ? new Place(pathOf(label), "") : known;
  }

  private static List<String> pathOf(String dotted) {
    return List.of(dotted.split("\\.", -1));
  }

  /**
   * A place in an object.
   *
   * @param absent what an absent value counts as
   */
  public record Place(List<String> path, String absent) {

    public Place {
      path = List.copyOf(path);
    }

    /** The value as selectors compare it. */
    public String read(ObjectNode object) {
      JsonNode node = object;
      for (var name : path) {
        node = node.path(name);
      }
      if (node.isArray()) {
        return node.valueStream()
            .map(element -> element.path("ip").asString(""))
            .collect(Collectors.joining(","));
      }
      return node.isValueNode() && !node.isNull() ? node.asString(absent) : absent;
    }
  }
}
