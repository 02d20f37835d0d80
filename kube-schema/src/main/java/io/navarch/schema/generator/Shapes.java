package io.navarch.schema.generator;

import io.navarch.schema.FieldType;
import io.navarch.schema.ScalarType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The spelling of types in the tables: {@code []string}, {@code {}io.k8s.…Quantity}. */
final class Shapes {

  private static final Map<String, ScalarType> PLAIN =
      Map.of(
          "string", ScalarType.STRING,
          "string:byte", ScalarType.BYTES,
          "boolean", ScalarType.BOOLEAN,
          "integer:int32", ScalarType.INT32,
          "integer:int64", ScalarType.INT64,
          "number:double", ScalarType.DOUBLE);

  private static final Map<String, ScalarType> DEFINED =
      Arrays.stream(ScalarType.values())
          .filter(scalar -> scalar.definition().isPresent())
          .collect(Collectors.toMap(scalar -> scalar.definition().get(), scalar -> scalar));

  private Shapes() {}

  static FieldType parse(String shape) {
    if (shape.startsWith("[]")) {
      return new FieldType.ListOf(parse(shape.substring(2)));
    }
    if (shape.startsWith("{}")) {
      return new FieldType.MapOf(parse(shape.substring(2)));
    }
    var scalar = PLAIN.getOrDefault(shape, DEFINED.get(shape));
    if (scalar != null) {
      return new FieldType.Scalar(scalar);
    }
    if (!shape.startsWith("io.k8s.")) {
      throw new IllegalArgumentException("unknown type " + shape);
    }
    return new FieldType.Ref(shape);
  }
}
