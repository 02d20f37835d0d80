package io.navarch.schema.generator;

import com.google.protobuf.CodedOutputStream;
import io.navarch.schema.Column;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ServedVersion;
import io.navarch.schema.Subresource;
import io.navarch.schema.WriteStrategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what {@code CatalogueReader} reads; the two change together. */
final class CatalogueWriter {

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<String, Integer> values = new LinkedHashMap<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(buffer);

  byte[] write(
      Collection<ServedVersion> versions, Collection<Kind> kinds, Collection<ObjectType> types)
      throws IOException {
    list(versions, this::version);
    list(kinds, this::kind);
    list(types, this::type);
    out.flush();
    var whole = new ByteArrayOutputStream();
    var head = CodedOutputStream.newInstance(whole);
    pool(head, texts);
    var json = JsonMapper.shared();
    head.writeUInt32NoTag(values.size());
    for (var value : values.keySet()) {
      value(head, json.readTree(value));
    }
    head.flush();
    buffer.writeTo(whole);
    return whole.toByteArray();
  }

  private static void pool(CodedOutputStream out, Map<String, Integer> pool) throws IOException {
    out.writeUInt32NoTag(pool.size());
    for (var entry : pool.keySet()) {
      out.writeStringNoTag(entry);
    }
  }

  private static void value(CodedOutputStream out, JsonNode value) throws IOException {
    switch (value.getNodeType()) {
      case STRING -> {
        out.writeUInt32NoTag(0);
        out.writeStringNoTag(value.stringValue());
      }
      case NUMBER -> {
        out.writeUInt32NoTag(1);
        out.writeSInt64NoTag(value.longValue());
      }
      case BOOLEAN -> {
        out.writeUInt32NoTag(2);
        out.writeBoolNoTag(value.booleanValue());
      }
      case ARRAY -> {
        out.writeUInt32NoTag(3);
        out.writeUInt32NoTag(value.size());
        for (var element : value) {
          value(out, element);
        }
      }
      case OBJECT -> {
        out.writeUInt32NoTag(4);
        out.writeUInt32NoTag(value.size());
        for (var member : value.properties()) {
          out.writeStringNoTag(member.getKey());
          value(out, member.getValue());
        }
      }
      default -> throw new IOException("no such values in the tables: " + value);
    }
  }

  private void version(ServedVersion version) throws IOException {
    groupVersion(version.groupVersion());
    out.writeUInt32NoTag(version.groupPriority());
    out.writeUInt32NoTag(version.versionPriority());
  }

  private void type(ObjectType type) throws IOException {
    text(type.name());
    text(type.description());
    list(type.fields().values(), this::field);
    out.writeBoolNoTag(type.preservesUnknown());
    semantics(type.semantics());
    list(type.kinds(), this::gvk);
    out.writeBoolNoTag(type.published());
    extensions(type.extensions());
  }

  private void field(Field field) throws IOException {
    text(field.name());
    fieldType(field.type());
    text(field.description());
    out.writeBoolNoTag(field.required());
    semantics(field.semantics());
    list(field.patchStrategies(), this::text);
    nullable(field.patchMergeKey(), texts);
    list(field.enumValues(), this::text);
    nullable(json(field.defaultValue()), values);
    nullable(json(field.elementDefault()), values);
    list(field.protoPath(), out::writeUInt32NoTag);
    text(field.presence().name());
    out.writeBoolNoTag(field.nullable());
    text(field.goType());
    extensions(field.extensions());
  }

  private void fieldType(FieldType type) throws IOException {
    switch (type) {
      case FieldType.Scalar(var scalar) -> {
        out.writeUInt32NoTag(0);
        text(scalar.name());
      }
      case FieldType.Ref(var name) -> {
        out.writeUInt32NoTag(1);
        text(name);
      }
      case FieldType.ListOf(var element) -> {
        out.writeUInt32NoTag(2);
        fieldType(element);
      }
      case FieldType.MapOf(var value) -> {
        out.writeUInt32NoTag(3);
        fieldType(value);
      }
    }
  }

  private void semantics(ListSemantics semantics) throws IOException {
    switch (semantics) {
      case ListSemantics.Atomic() -> out.writeUInt32NoTag(0);
      case ListSemantics.SetOf() -> out.writeUInt32NoTag(1);
      case ListSemantics.MapBy(var keys) -> {
        out.writeUInt32NoTag(2);
        list(keys, this::text);
      }
      case ListSemantics.Granular() -> out.writeUInt32NoTag(3);
    }
  }

  private void kind(Kind kind) throws IOException {
    gvk(kind.gvk());
    text(kind.listKind());
    text(kind.plural());
    text(kind.singular());
    out.writeBoolNoTag(kind.namespaced());
    text(kind.typeName());
    groupVersion(kind.storageVersion());
    text(kind.storageVersionHash());
    list(kind.verbs(), this::text);
    list(kind.shortNames(), this::text);
    list(kind.categories(), this::text);
    list(kind.columns(), this::column);
    list(kind.selectableFields(), this::text);
    text(kind.fieldRefusal());
    strategy(kind.strategy());
    list(kind.subresources().values(), this::subresource);
  }

  private void column(Column column) throws IOException {
    text(column.name());
    text(column.type());
    text(column.format());
    text(column.description());
    out.writeUInt32NoTag(column.priority());
  }

  private void strategy(WriteStrategy strategy) throws IOException {
    out.writeBoolNoTag(strategy.createsOnUpdate());
    out.writeBoolNoTag(strategy.unconditionalUpdate());
    out.writeBoolNoTag(strategy.countsGeneration());
    out.writeBoolNoTag(strategy.returnsDeleted());
    out.writeBoolNoTag(strategy.orphansByDefault());
  }

  private void subresource(Subresource subresource) throws IOException {
    text(subresource.name());
    gvk(subresource.kind());
    list(subresource.verbs(), this::text);
  }

  private void extensions(Map<String, JsonNode> extensions) throws IOException {
    out.writeUInt32NoTag(extensions.size());
    for (var entry : extensions.entrySet()) {
      text(entry.getKey());
      out.writeUInt32NoTag(number(entry.getValue().toString(), values));
    }
  }

  private void groupVersion(GroupVersion version) throws IOException {
    text(version.group());
    text(version.version());
  }

  private void gvk(GroupVersionKind gvk) throws IOException {
    text(gvk.group());
    text(gvk.version());
    text(gvk.kind());
  }

  private void text(String text) throws IOException {
    out.writeUInt32NoTag(number(text, texts));
  }

  private void nullable(@Nullable String entry, Map<String, Integer> pool) throws IOException {
    out.writeUInt32NoTag(entry == null ? 0 : number(entry, pool) + 1);
  }

  private static @Nullable String json(@Nullable JsonNode value) {
    return value == null ? null : value.toString();
  }

  private static int number(String entry, Map<String, Integer> pool) {
    int next = pool.size();
    return pool.computeIfAbsent(entry, _ -> next);
  }

  private <T> void list(Collection<T> elements, Element<T> element) throws IOException {
    out.writeUInt32NoTag(elements.size());
    for (var each : elements) {
      element.write(each);
    }
  }

  /** Writes one element of a list. */
  private interface Element<T> {
    void write(T element) throws IOException;
  }
}
