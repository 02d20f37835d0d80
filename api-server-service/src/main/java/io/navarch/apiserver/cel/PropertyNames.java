package io.navarch.apiserver.cel;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How expressions spell the properties of schemas that are no identifiers. */
final class PropertyNames {

  private static final Pattern SPEAKABLE = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private PropertyNames() {}

  /** The spelling; empty for a property that expressions can't name. */
  static Optional<String> escape(String name) {
    if (RESERVED.contains(name)) {
      return Optional.of("__" + name + "__");
    }
    var escaped =
        name.replace("__", "__underscores__")
            .replace(".", "__dot__")
            .replace("-", "__dash__")
            .replace("/", "__slash__");
    return SPEAKABLE.matcher(escaped).matches() ? Optional.of(escaped) : Optional.empty();
  }
}
