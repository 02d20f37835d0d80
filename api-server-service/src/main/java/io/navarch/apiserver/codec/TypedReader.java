package io.navarch.apiserver.codec;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import io.navarch.schema.tree.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one object along its type: finds unknown and duplicate fields, refuses values of the wrong
 * type, brings times and quantities into their canonical spelling. Types of custom resources refuse
 * nothing here; their schemas do that later. Used once, by one thread.
 */
final class TypedReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SCHEMA =
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

  private final Catalogue catalogue;
  private final JsonParser parser;
  private final TypedForm form;
  private final RawReader raw;
  private final List<String> problems = new ArrayList<>();

  TypedReader(Catalogue catalogue, JsonParser parser) {
    this.catalogue = catalogue;
    this.parser = parser;
    this.form = new TypedForm(catalogue);
    this.raw = new RawReader(parser, problems);
  }

  /** What was found unknown or twice. */
  List<String> problems() {
    return problems;
  }

  /** Reads the object at whose first token the parser stands. */
  ObjectNode read(ObjectType type) {
    return object(type, FieldPath.ROOT);
  }

  private ObjectNode object(ObjectType type, FieldPath path) {
    boolean typed = GoTypes.isTyped(type);
    var members = typed ? new HashMap<String, JsonNode>() : null;
    var plain = NODES.objectNode();
    var seen = new HashSet<String>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      var field = type.findField(name);
      if (!seen.add(name)) {
        problems.add("duplicate field \"%s\"".formatted(path.member(name)));
      } else if (field.isEmpty() && !type.preservesUnknown()) {
        problems.add("unknown field \"%s\"".formatted(path.member(name)));
      }
      if (field.isPresent()) {
        var value = member(field.get(), type, path.member(name), typed);
        if (members != null) {
          members.put(name, value);
        } else {
          plain.set(name, value);
        }
      } else if (type.preservesUnknown()) {
        plain.set(name, raw.read(path.member(name)));
      } else {
        parser.skipChildren();
      }
    }
    return members == null ? plain : form.arrange(type, members);
  }

  private JsonNode member(Field field, ObjectType owner, FieldPath path, boolean typed) {
    return typed
        ? value(field.type(), new Place(owner, path, GoTypes.ofField(field)))
        : lenient(field.type(), owner, path);
  }

  /** A value that must fit. */
  private JsonNode value(FieldType type, Place place) {
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return NODES.nullNode();
    }
    return switch (type) {
      case FieldType.Scalar(var scalar) -> scalar(scalar, place);
      case FieldType.Ref(var name) -> {
        expect(JsonToken.START_OBJECT, place);
        yield object(type(name), place.path());
      }
      case FieldType.ListOf(var element) -> {
        expect(JsonToken.START_ARRAY, place);
        yield list(element, place);
      }
      case FieldType.MapOf(var value) -> {
        expect(JsonToken.START_OBJECT, place);
        yield map(value, place);
      }
    };
  }

  private JsonNode list(FieldType element, Place place) {
    var list = NODES.arrayNode();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(element, place.element(place.path().index(index++))));
    }
    return list;
  }

  /** Keys are sorted, as Go sorts them. */
  private JsonNode map(FieldType type, Place place) {
    var entries = new TreeMap<String, JsonNode>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      parser.nextToken();
      var path = place.path().member(key);
      var value = value(type, place.entry(path));
      if (entries.put(key, value.isNull() ? emptyEntry(type) : value) != null) {
        problems.add("duplicate field \"%s\"".formatted(path));
      }
    }
    var object = NODES.objectNode();
    entries.forEach(object::set);
    return object;
  }

  /** A null in a map of texts is the empty text. */
  private static JsonNode emptyEntry(FieldType type) {
    return type.equals(new FieldType.Scalar(ScalarType.STRING))
        ? NODES.stringNode("")
        : NODES.nullNode();
  }

  private JsonNode scalar(ScalarType scalar, Place place) {
    return switch (scalar) {
      case ANY, RAW_EXTENSION, JSON -> raw.read(place.path());
      case FIELDS_V1 -> {
        expect(JsonToken.START_OBJECT, place);
        yield raw.read(place.path());
      }
      case JSON_SCHEMA_OR_ARRAY, JSON_SCHEMA_OR_BOOL, JSON_SCHEMA_OR_STRING_ARRAY ->
          schemaOr(place);
      default -> ScalarReader.read(parser, scalar, place);
    };
  }

  private JsonNode schemaOr(Place place) {
    var token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(type(SCHEMA), place.path());
    }
    if (token != JsonToken.START_ARRAY) {
      return raw.read(place.path());
    }
    var list = NODES.arrayNode();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var path = place.path().index(index++);
      list.add(
          parser.currentToken() == JsonToken.START_OBJECT
              ? object(type(SCHEMA), path)
              : raw.read(path));
    }
    return list;
  }

  /** A value of a custom resource: read along its schema as far as it fits. */
  private JsonNode lenient(FieldType type, ObjectType owner, FieldPath path) {
    var token = parser.currentToken();
    if (type instanceof FieldType.Ref(var name) && token == JsonToken.START_OBJECT) {
      return object(type(name), path);
    }
    if (type instanceof FieldType.ListOf(var element) && token == JsonToken.START_ARRAY) {
      var list = NODES.arrayNode();
      int index = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(lenient(element, owner, path.index(index++)));
      }
      return list;
    }
    if (type instanceof FieldType.MapOf(var value) && token == JsonToken.START_OBJECT) {
      return lenientMap(value, owner, path);
    }
    if (type instanceof FieldType.Ref(var name) && GoTypes.isTyped(type(name))) {
      expect(JsonToken.START_OBJECT, new Place(owner, path, "v1." + GoTypes.shortName(name)));
    }
    return raw.read(path);
  }

  private JsonNode lenientMap(FieldType value, ObjectType owner, FieldPath path) {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      parser.nextToken();
      if (object.replace(key, lenient(value, owner, path.member(key))) != null) {
        problems.add("duplicate field \"%s\"".formatted(path.member(key)));
      }
    }
    return object;
  }

  private void expect(JsonToken token, Place place) {
    if (parser.currentToken() != token) {
      throw place.mismatch(ScalarReader.describe(parser));
    }
  }

  private ObjectType type(String name) {
    return catalogue
        .findType(name)
        .orElseThrow(() -> new IllegalStateException("the catalogue lacks " + name));
  }

  /**
   * Where a value stands, for messages.
   *
   * @param owner the type that has the field
   * @param shown the way that errors name
   * @param goType what Go would expect
   */
  record Place(ObjectType owner, FieldPath path, FieldPath shown, String goType) {

    Place(ObjectType owner, FieldPath path, String goType) {
      this(owner, path, path, goType);
    }

    /** An entry of a map: Go does not name its key. */
    Place entry(FieldPath entryPath) {
      return new Place(owner, entryPath, shown, GoTypes.ofElement(goType));
    }

    Place element(FieldPath elementPath) {
      return new Place(owner, elementPath, GoTypes.ofElement(goType));
    }

    DecodeException mismatch(String value) {
      return GoTypes.mismatch(value, owner, shown, goType);
    }

    /** As {@link #mismatch}, for types that Go reads from another. */
    DecodeException mismatch(String value, String expected) {
      return GoTypes.mismatch(value, owner, shown, expected);
    }
  }
}
