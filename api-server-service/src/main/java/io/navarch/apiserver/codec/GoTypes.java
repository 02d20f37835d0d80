package io.navarch.apiserver.codec;

import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import io.navarch.schema.tree.FieldPath;
import java.util.regex.Pattern;

/** Words for values that do not fit, as Go's JSON decoder finds them. */
final class GoTypes {

  private static final Pattern INDEXES = Pattern.compile("\\[[^]]*]");

  private GoTypes() {}

  /** Whether objects of the type pass through a Go struct upstream; custom resources do not. */
  static boolean isTyped(ObjectType type) {
    for (var field : type.fields().values()) {
      if (!field.protoPath().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A value of the wrong JSON type.
   *
   * @param value what was found, for example {@code string} or {@code number 1.5}
   * @param owner the type that has the field, null where there is none
   * @param goType what was expected
   */
  static DecodeException mismatch(String value, ObjectType owner, FieldPath path, String goType) {
    return new DecodeException(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(
                value,
                shortName(owner.name()),
                INDEXES.matcher(path.toString()).replaceAll(""),
                goType));
  }

  /** The Go type of a field's value. */
  static String ofField(Field field) {
    return field.goType().isEmpty() ? of(field.type()) : field.goType();
  }

  /** The Go type of the elements of a list or map. */
  static String ofElement(String goType) {
    int start = goType.startsWith("map[") ? goType.indexOf(']') + 1 : 2;
    var element = goType.length() > start ? goType.substring(start) : goType;
    return element.startsWith("*") ? element.substring(1) : element;
  }

  private static String of(FieldType type) {
    return switch (type) {
      case FieldType.Scalar(var scalar) -> of(scalar);
      case FieldType.Ref(var name) -> "v1." + shortName(name);
      case FieldType.ListOf(var element) -> "[]" + of(element);
      case FieldType.MapOf(var value) -> "map[string]" + of(value);
    };
  }

  private static String of(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> "bool";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case DOUBLE -> "float64";
      default -> "string";
    };
  }

  /** The last word of a type's name. */
  static String shortName(String typeName) {
    return typeName.substring(typeName.lastIndexOf('.') + 1);
  }
}
