package io.navarch.apiserver.cel;

import dev.cel.common.values.CelByteString;
import io.navarch.schema.quantity.GoDuration;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as the schema of a custom resource understands them: properties under speakable names,
 * times as times.
 *
 * @param resource whether it is a whole object, whose name can be asked for
 */
public record SchemaShape(JsonNode schema, boolean resource) implements Shape {

  @Override
  public Map<String, Object> members(ObjectNode object) {
    var members = LinkedHashMap.<String, Object>newLinkedHashMap(object.size());
    var properties = schema.path("properties");
    var values = schema.path("additionalProperties");
    for (var member : object.properties()) {
      var name = member.getKey();
      if (values.isObject()) {
        members.put(name, Values.of(member.getValue(), new SchemaShape(values, false)));
      } else if (isIdentity(name)) {
        members.put(name, Values.of(member.getValue()));
      } else if (properties.has(name)) {
        var shape = new SchemaShape(properties.path(name), false);
        PropertyNames.escape(name)
            .ifPresent(escaped -> members.put(escaped, Values.of(member.getValue(), shape)));
      } else if (properties.isEmpty()) {
        members.put(name, Values.of(member.getValue()));
      }
    }
    return members;
  }

  private boolean isIdentity(String name) {
    boolean whole = resource || schema.path("x-kubernetes-embedded-resource").asBoolean(false);
    return whole && (name.equals("apiVersion") || name.equals("kind") || name.equals("metadata"));
  }

  @Override
  public Shape items() {
    return new SchemaShape(schema.path("items"), false);
  }

  @Override
  public Object scalar(JsonNode value) {
    if (value.isNumber() && schema.path("type").asString("").equals("number")) {
      return value.doubleValue();
    }
    if (!value.isString()) {
      return Values.plain(value);
    }
    var text = value.stringValue();
    try {
      return switch (schema.path("format").asString("")) {
        case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
        case "date-time" -> OffsetDateTime.parse(text).toInstant();
        case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        case "duration" -> GoDuration.parse(text).<Object>map(d -> d).orElse(text);
        default -> text;
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return text; // what breaks its format has been told of already
    }
  }
}
