package io.navarch.apiserver.cel;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a JSON value is told to expressions: as it stands, or as a schema understands it. */
public interface Shape {

  /** JSON as it stands. */
  Shape FREE = new Free();

  /** The members of an object, by the names that expressions use. */
  Map<String, Object> members(ObjectNode object);

  /** How the items of a list are told. */
  Shape items();

  /** A text, number or truth value. */
  Object scalar(JsonNode value);

  /** JSON without a schema. */
  final class Free implements Shape {

    private Free() {}

    @Override
    public Map<String, Object> members(ObjectNode object) {
      var members = LinkedHashMap.<String, Object>newLinkedHashMap(object.size());
      object.properties().forEach(e -> members.put(e.getKey(), Values.of(e.getValue(), this)));
      return members;
    }

    @Override
    public Shape items() {
      return this;
    }

    @Override
    public Object scalar(JsonNode value) {
      return Values.plain(value);
    }
  }
}
