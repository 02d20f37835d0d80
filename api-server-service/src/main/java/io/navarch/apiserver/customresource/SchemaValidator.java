package io.navarch.apiserver.customresource;

import io.navarch.apiserver.validation.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks one object against an OpenAPI schema, in the words of upstream's validator. */
@RequiredArgsConstructor
final class SchemaValidator {

  private static final List<String> IDENTITY = List.of("apiVersion", "kind", "metadata");

  private final FieldErrors errors;
  private final Patterns patterns;

  /** The whole object; what all objects have is looked at elsewhere. */
  void validateObject(ObjectNode object, JsonNode schema) {
    var rest = object.deepCopy();
    rest.remove(IDENTITY);
    required(rest, schema, "");
    members(rest, schema, "");
    combined(rest, schema, "");
  }

  void validate(JsonNode value, JsonNode schema, String path) {
    if (value.isNull() && schema.path("nullable").asBoolean(false)) {
      return;
    }
    if (!hasType(value, schema, path)) {
      return;
    }
    enumeration(value, schema, path);
    var scalars = new ScalarRules(errors, patterns, path);
    switch (value.getNodeType()) {
      case STRING -> scalars.text(value.stringValue(), schema);
      case NUMBER -> scalars.number(value, schema);
      case ARRAY -> list(value, schema, path);
      case OBJECT -> object(value, schema, path);
      default -> {
        // true and false have no further rules
      }
    }
    combined(value, schema, path);
  }

  private boolean hasType(JsonNode value, JsonNode schema, String path) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
      return value.isString()
          || value.isIntegralNumber()
          || wrongType(value, "integer,string", path);
    }
    var type = schema.path("type").asString("");
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "boolean" -> value.isBoolean();
          case "integer" -> isWhole(value);
          case "number" -> value.isNumber();
          default -> true;
        };
    return fits || wrongType(value, type, path);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0);
  }

  private boolean wrongType(JsonNode value, String type, String path) {
    var found =
        switch (value.getNodeType()) {
          case STRING -> "string";
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          case BOOLEAN -> "boolean";
          case ARRAY -> "array";
          case OBJECT -> "object";
          default -> "null";
        };
    errors.add(
        "FieldValueTypeInvalid",
        path,
        "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
            .formatted(found, path, type, found));
    return false;
  }

  private void enumeration(JsonNode value, JsonNode schema, String path) {
    var allowed = schema.path("enum");
    if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) {
      errors.notSupported(
          path,
          value.toString(),
          allowed.valueStream().map(v -> v.asString(v.toString())).toList());
    }
  }

  private void object(JsonNode value, JsonNode schema, String path) {
    required(value, schema, path);
    int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
    if (value.size() > most) {
      errors.tooMany(path, value.size(), most);
    }
    int least = schema.path("minProperties").asInt(0);
    if (value.size() < least) {
      errors.invalid(
          path,
          Integer.toString(value.size()),
          "%s in body should have at least %d properties".formatted(path, least));
    }
    members(value, schema, path);
  }

  private void required(JsonNode value, JsonNode schema, String path) {
    for (var name : Definition.texts(schema.path("required"))) {
      if (!value.has(name) && !(path.isEmpty() && IDENTITY.contains(name))) {
        errors.required(join(path, name), "");
      }
    }
  }

  private void members(JsonNode value, JsonNode schema, String path) {
    var properties = schema.path("properties");
    var others = schema.path("additionalProperties");
    for (var member : value.properties()) {
      var name = member.getKey();
      var known = properties.path(name);
      if (known.isObject()) {
        validate(member.getValue(), known, join(path, name));
      } else if (others.isObject()) {
        validate(member.getValue(), others, join(path, name));
      }
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void list(JsonNode list, JsonNode schema, String path) {
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    if (list.size() > most) {
      errors.tooMany(path, list.size(), most);
    }
    int least = schema.path("minItems").asInt(0);
    if (list.size() < least) {
      errors.invalid(
          path,
          Integer.toString(list.size()),
          "%s in body should have at least %d items".formatted(path, least));
    }
    var keys = Definition.texts(schema.path("x-kubernetes-list-map-keys"));
    boolean isSet = schema.path("x-kubernetes-list-type").asString("").equals("set");
    var seen = new HashSet<Object>();
    for (int i = 0; i < list.size(); i++) {
      var item = list.get(i);
      var place = "%s[%d]".formatted(path, i);
      validate(item, schema.path("items"), place);
      if (isSet && !seen.add(item)) {
        errors.duplicate(place, item.toString());
      } else if (!keys.isEmpty() && !seen.add(keys.stream().map(item::path).toList())) {
        errors.duplicate(place, keyText(item, keys));
      }
    }
  }

  private static String keyText(JsonNode item, List<String> keys) {
    return keys.stream()
        .filter(item::has)
        .map(key -> "\"%s\":%s".formatted(key, item.path(key)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private void combined(JsonNode value, JsonNode schema, String path) {
    for (var part : schema.path("allOf")) {
      validate(value, part, path);
    }
    var any = schema.path("anyOf");
    if (!any.isEmpty() && count(value, any, path) == 0) {
      invalid(path, "\"%s\" must validate at least one schema (anyOf)".formatted(path));
    }
    var one = schema.path("oneOf");
    if (!one.isEmpty()) {
      long matching = count(value, one, path);
      if (matching != 1) {
        invalid(
            path,
            "\"%s\" must validate one and only one schema (oneOf). %s"
                .formatted(
                    path,
                    matching == 0
                        ? "Found none valid"
                        : "Found %d valid alternatives".formatted(matching)));
      }
    }
    var not = schema.path("not");
    if (!not.isEmpty() && isValid(value, not, path)) {
      invalid(path, "\"%s\" must not validate the schema (not)".formatted(path));
    }
  }

  private void invalid(String path, String why) {
    errors.invalid(path.isEmpty() ? "<nil>" : path, "\"\"", why);
  }

  private long count(JsonNode value, JsonNode schemas, String path) {
    return schemas.valueStream().filter(schema -> isValid(value, schema, path)).count();
  }

  private boolean isValid(JsonNode value, JsonNode schema, String path) {
    var found = new FieldErrors();
    new SchemaValidator(found, patterns).validate(value, schema, path);
    return found.isEmpty();
  }
}
