package io.navarch.nodeagent.pod.config;

import java.util.Optional;
import java.util.function.Function;

/** Replaces {@code $(NAME)} by values; {@code $$(NAME)} stands for itself. */
public final class Expansion {

  private Expansion() {}

  /** The text with all references replaced; unknown ones stay as they are. */
  public static String expand(String text, Function<String, Optional<String>> values) {
    var result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        result.append(c);
        at++;
        continue;
      }
      char next = text.charAt(at + 1);
      int end = next == '(' ? text.indexOf(')', at + 2) : -1;
      if (next == '$') {
        result.append('$');
        at += 2;
      } else if (end >= 0) {
        var reference = text.substring(at, end + 1);
        result.append(values.apply(text.substring(at + 2, end)).orElse(reference));
        at = end + 1;
      } else {
        result.append(c).append(next);
        at += 2;
      }
    }
    return result.toString();
  }
}
