package io.navarch.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;

/** What an expression must evaluate to. */
@RequiredArgsConstructor
public enum Result {
  BOOL("bool"),
  TEXT("string"),
  TEXT_OR_NULL("string or null_type"),
  ANY(""),
  /** The configuration that is applied to an object. */
  OBJECT("Object"),
  /** The operations of a JSON patch. */
  PATCHES("list(JSONPatch)");

  private final String words;

  void check(CelType found) throws ExpressionException {
    var name = nameOf(found);
    boolean emptyList =
        this == PATCHES && found instanceof ListType list && list.elemType().equals(SimpleType.DYN);
    boolean fits =
        this == ANY
            || words.equals(name)
            || emptyList
            || (this == TEXT_OR_NULL && (name.equals("string") || name.equals("null_type")));
    if (!fits) {
      throw new ExpressionException("must evaluate to %s but got %s".formatted(words, name));
    }
  }

  static String nameOf(CelType type) {
    var inner = type.parameters();
    if (inner.isEmpty()) {
      return CelTypes.format(type);
    }
    List<String> names = inner.stream().map(Result::nameOf).toList();
    return type.name() + names.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
