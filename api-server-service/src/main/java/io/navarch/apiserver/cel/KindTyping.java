package io.navarch.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import io.navarch.schema.Catalogue;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;

/** What the checker knows of objects by the catalogue. Types may hold themselves. */
@RequiredArgsConstructor
final class KindTyping {

  private final Catalogue catalogue;
  private final Environment environment;
  private final Set<String> known = new HashSet<>();

  /** The type of the catalogue's name, declared with all that it holds. */
  CelType declare(String typeName) {
    var found = catalogue.findType(typeName);
    if (found.isEmpty() || found.get().preservesUnknown()) {
      return SimpleType.DYN;
    }
    if (known.add(typeName)) {
      add(found.get());
    }
    return StructTypeReference.create(typeName);
  }

  private void add(ObjectType type) {
    var fields = new TreeMap<String, CelType>();
    for (var field : type.fields().values()) {
      PropertyNames.escape(field.name()).ifPresent(name -> fields.put(name, of(field.type())));
      fields.putIfAbsent(field.name(), of(field.type()));
    }
    environment.addType(PatchTypes.struct(type.name(), fields));
  }

  private CelType of(FieldType type) {
    return switch (type) {
      case FieldType.Ref(var name) -> declare(name);
      case FieldType.ListOf(var element) -> ListType.create(of(element));
      case FieldType.MapOf(var value) -> MapType.create(SimpleType.STRING, of(value));
      case FieldType.Scalar(var scalar) -> of(scalar);
    };
  }

  private static CelType of(ScalarType type) {
    return switch (type) {
      case STRING, DURATION -> SimpleType.STRING;
      case BOOLEAN -> SimpleType.BOOL;
      case INT32, INT64 -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case BYTES -> SimpleType.BYTES;
      case TIME, MICRO_TIME -> SimpleType.TIMESTAMP;
      default -> SimpleType.DYN;
    };
  }
}
