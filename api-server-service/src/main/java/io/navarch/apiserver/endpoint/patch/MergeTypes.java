package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Keyed;
import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import io.navarch.apiserver.endpoint.patch.MergeType.MergeField;
import io.navarch.apiserver.endpoint.patch.MergeType.Single;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import io.navarch.apiserver.endpoint.patch.MergeType.Untyped;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resolves the types of one catalogue for merging, each once. Safe for use by many threads. */
final class MergeTypes {

  static final MergeType UNTYPED = new Untyped();
  static final MergeType SINGLE = new Single();

  private final Catalogue catalogue;
  private final Map<String, Supplier<Map<String, MergeField>>> members = new ConcurrentHashMap<>();

  MergeTypes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The type of this name, merged member by member. */
  Struct struct(String typeName) {
    return struct(typeName, false);
  }

  private Struct struct(String typeName, boolean atomic) {
    var open = catalogue.findType(typeName).map(ObjectType::preservesUnknown).orElse(true);
    var late = members.computeIfAbsent(typeName, name -> new Once<>(() -> fields(name)));
    return new Struct(typeName, late, open, atomic);
  }

  private Map<String, MergeField> fields(String typeName) {
    var result = new LinkedHashMap<String, MergeField>();
    catalogue
        .findType(typeName)
        .ifPresent(type -> type.fields().forEach((name, field) -> result.put(name, field(field))));
    return result;
  }

  private MergeField field(Field field) {
    var type = resolve(field.type(), field.semantics());
    var value = field.defaultValue();
    boolean struct = field.type() instanceof FieldType.Ref && value != null && value.isObject();
    boolean collection = field.required() && (type instanceof Listed || type instanceof Keyed);
    var key = field.patchMergeKey();
    return new MergeField(
        "f:" + field.name(),
        type,
        struct || collection,
        value,
        field.patchStrategies().contains("merge"),
        field.patchStrategies().contains("replace"),
        key == null ? "" : key);
  }

  private MergeType resolve(FieldType type, ListSemantics semantics) {
    boolean atomic = semantics instanceof ListSemantics.Atomic;
    return switch (type) {
      case FieldType.Scalar(var scalar) -> scalar == ScalarType.ANY && !atomic ? UNTYPED : SINGLE;
      case FieldType.Ref(var name) -> struct(name, atomic || isAtomic(name));
      case FieldType.MapOf(var value) -> new Keyed(element(value), atomic);
      case FieldType.ListOf(var item) -> new Listed(element(item), semantics);
    };
  }

  /** What lists and maps hold; a list in a list or map is replaced as a whole. */
  private MergeType element(FieldType type) {
    return switch (type) {
      case FieldType.Scalar _ -> SINGLE;
      case FieldType.Ref(var name) -> struct(name, isAtomic(name));
      case FieldType.MapOf(var value) -> new Keyed(element(value), false);
      case FieldType.ListOf(var item) -> new Listed(element(item), new ListSemantics.Atomic());
    };
  }

  private boolean isAtomic(String typeName) {
    return catalogue
        .findType(typeName)
        .filter(type -> type.semantics() instanceof ListSemantics.Atomic)
        .isPresent();
  }

  /** A value made at the first call. */
  private static final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T value;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      var present = value;
      if (present == null) {
        present = maker.get();
        value = present;
      }
      return present;
    }
  }
}
