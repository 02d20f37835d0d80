package io.navarch.schema.source;

import com.google.protobuf.CodedInputStream;
import io.navarch.schema.Column;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ObjectType;
import io.navarch.schema.Presence;
import io.navarch.schema.ScalarType;
import io.navarch.schema.ServedVersion;
import io.navarch.schema.Subresource;
import io.navarch.schema.WriteStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads what {@code CatalogueWriter} wrote: a pool of texts, a pool of JSON values, then versions,
 * types and kinds that refer to them by number. Strings come in the order of the record components.
 */
final class CatalogueReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final CodedInputStream in;
  private final List<String> texts = new ArrayList<>();
  private final List<JsonNode> values = new ArrayList<>();

  CatalogueReader(CodedInputStream in) {
    this.in = in;
  }

  IndexedCatalogue read() throws IOException {
    for (int left = in.readUInt32(); left > 0; left--) {
      texts.add(in.readString());
    }
    for (int left = in.readUInt32(); left > 0; left--) {
      values.add(value());
    }
    return new IndexedCatalogue(list(this::version), list(this::kind), list(this::type));
  }

  /** JSON in a form of its own: starting a JSON parser takes longer than all the rest. */
  private JsonNode value() throws IOException {
    return switch (in.readUInt32()) {
      case 0 -> NODES.stringNode(in.readString());
      case 1 -> number(in.readSInt64());
      case 2 -> NODES.booleanNode(in.readBool());
      case 3 -> {
        var array = NODES.arrayNode();
        for (int left = in.readUInt32(); left > 0; left--) {
          array.add(value());
        }
        yield array;
      }
      case 4 -> {
        var object = NODES.objectNode();
        for (int left = in.readUInt32(); left > 0; left--) {
          object.set(in.readString(), value());
        }
        yield object;
      }
      default -> throw new IOException("unknown value");
    };
  }

  private static JsonNode number(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private ServedVersion version() throws IOException {
    return new ServedVersion(groupVersion(), in.readUInt32(), in.readUInt32());
  }

  private ObjectType type() throws IOException {
    var name = text();
    var description = text();
    var fields = new LinkedHashMap<String, Field>();
    for (int left = in.readUInt32(); left > 0; left--) {
      var field = field();
      fields.put(field.name(), field);
    }
    return new ObjectType(
        name,
        description,
        fields,
        in.readBool(),
        semantics(),
        list(this::gvk),
        in.readBool(),
        extensions(),
        null);
  }

  private Field field() throws IOException {
    return new Field(
        text(),
        fieldType(),
        text(),
        in.readBool(),
        semantics(),
        list(this::text),
        nullableText(),
        list(this::text),
        nullableValue(),
        nullableValue(),
        list(in::readUInt32),
        Presence.valueOf(text()),
        in.readBool(),
        text(),
        extensions());
  }

  private FieldType fieldType() throws IOException {
    return switch (in.readUInt32()) {
      case 0 -> new FieldType.Scalar(ScalarType.valueOf(text()));
      case 1 -> new FieldType.Ref(text());
      case 2 -> new FieldType.ListOf(fieldType());
      case 3 -> new FieldType.MapOf(fieldType());
      default -> throw new IOException("unknown field type");
    };
  }

  private ListSemantics semantics() throws IOException {
    return switch (in.readUInt32()) {
      case 0 -> new ListSemantics.Atomic();
      case 1 -> new ListSemantics.SetOf();
      case 2 -> new ListSemantics.MapBy(list(this::text));
      case 3 -> new ListSemantics.Granular();
      default -> throw new IOException("unknown list semantics");
    };
  }

  private Kind kind() throws IOException {
    return new Kind(
        gvk(),
        text(),
        text(),
        text(),
        in.readBool(),
        text(),
        groupVersion(),
        text(),
        list(this::text),
        list(this::text),
        list(this::text),
        list(this::column),
        list(this::text),
        text(),
        strategy(),
        subresources());
  }

  private Column column() throws IOException {
    return new Column(text(), text(), text(), text(), in.readUInt32());
  }

  private WriteStrategy strategy() throws IOException {
    return new WriteStrategy(
        in.readBool(), in.readBool(), in.readBool(), in.readBool(), in.readBool());
  }

  private Map<String, Subresource> subresources() throws IOException {
    var byName = new LinkedHashMap<String, Subresource>();
    for (int left = in.readUInt32(); left > 0; left--) {
      var subresource = new Subresource(text(), gvk(), list(this::text));
      byName.put(subresource.name(), subresource);
    }
    return byName;
  }

  private Map<String, JsonNode> extensions() throws IOException {
    var byName = new LinkedHashMap<String, JsonNode>();
    for (int left = in.readUInt32(); left > 0; left--) {
      byName.put(text(), values.get(in.readUInt32()));
    }
    return byName;
  }

  private GroupVersion groupVersion() throws IOException {
    return new GroupVersion(text(), text());
  }

  private GroupVersionKind gvk() throws IOException {
    return new GroupVersionKind(text(), text(), text());
  }

  private String text() throws IOException {
    return texts.get(in.readUInt32());
  }

  private @Nullable String nullableText() throws IOException {
    int number = in.readUInt32();
    return number == 0 ? null : texts.get(number - 1);
  }

  private @Nullable JsonNode nullableValue() throws IOException {
    int number = in.readUInt32();
    return number == 0 ? null : values.get(number - 1);
  }

  private <T> List<T> list(Element<T> element) throws IOException {
    int size = in.readUInt32();
    if (size == 0) {
      return List.of();
    }
    var list = new ArrayList<T>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.read());
    }
    return list;
  }

  /** Reads one element of a list. */
  private interface Element<T> {
    T read() throws IOException;
  }
}
