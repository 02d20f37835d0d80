package io.navarch.apiserver.cel;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object that expressions read: at once a map and something with fields, so that the
 * interpreter takes it as it is and converts only what is looked at.
 */
@SuppressWarnings("Immutable") // nobody writes to the tree while expressions run
final class ObjectValue extends StructValue<String, ObjectValue> implements Map<String, Object> {

  private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private final ObjectNode node;
  private final Shape shape;
  private final String typeName;
  private @Nullable Map<String, Object> members;

  private ObjectValue(ObjectNode node, Shape shape, String typeName) {
    this.node = node;
    this.shape = shape;
    this.typeName = typeName;
  }

  static ObjectValue of(ObjectNode node, Shape shape) {
    return new ObjectValue(node, shape, "");
  }

  /** What an expression made under the name of a type. */
  static ObjectValue made(ObjectNode node, String typeName) {
    return new ObjectValue(node, Shape.FREE, typeName);
  }

  ObjectNode node() {
    return node;
  }

  /** The name of the type it was made of; empty for what was read. */
  String typeName() {
    return typeName;
  }

  private Map<String, Object> members() {
    var known = members;
    if (known == null) {
      known = Collections.unmodifiableMap(shape.members(node));
      members = known;
    }
    return known;
  }

  @Override
  public Object select(String field) {
    var value = members().get(field);
    if (value == null) {
      throw CelAttributeNotFoundException.of("no such key: " + field);
    }
    return value;
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.ofNullable(members().get(field));
  }

  @Override
  public ObjectValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return node.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public int size() {
    return members().size();
  }

  @Override
  public boolean isEmpty() {
    return members().isEmpty();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return members().containsKey(key);
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return members().containsValue(value);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return members().get(key);
  }

  @Override
  public Set<String> keySet() {
    return members().keySet();
  }

  @Override
  public Collection<Object> values() {
    return members().values();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return members().entrySet();
  }

  @Override
  public @Nullable Object put(String key, Object value) {
    throw new UnsupportedOperationException("expressions change nothing");
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw new UnsupportedOperationException("expressions change nothing");
  }

  @Override
  public void putAll(Map<? extends String, ?> values) {
    throw new UnsupportedOperationException("expressions change nothing");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("expressions change nothing");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map<?, ?> && members().equals(other);
  }

  @Override
  public int hashCode() {
    return members().hashCode();
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
