package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.INT;
import static io.navarch.apiserver.cel.Types.TEXT;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.navarch.apiserver.cel.Functions.Operand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Texts: searching by regular expressions, and {@code format}. */
final class RegexLibrary {

  private RegexLibrary() {}

  static void addTo(Functions functions) {
    functions.member("find", SimpleType.STRING, a -> find((String) a[0], a[1]), TEXT, TEXT);
    var texts = ListType.create(SimpleType.STRING);
    functions.member("findAll", texts, a -> all((String) a[0], a[1], -1), TEXT, TEXT);
    functions.member("findAll", texts, a -> all((String) a[0], a[1], (Long) a[2]), TEXT, TEXT, INT);
    functions.member(
        "format",
        SimpleType.STRING,
        a -> Texts.format((String) a[0], (Collection<?>) a[1]),
        TEXT,
        Operand.of(ListType.create(SimpleType.DYN)));
  }

  /** What paths of JSON patches need. */
  static void addEscape(Functions functions) {
    functions.global(
        "jsonpatch.escapeKey",
        SimpleType.STRING,
        a -> ((String) a[0]).replace("~", "~0").replace("/", "~1"),
        TEXT);
  }

  private static Pattern pattern(Object text) {
    try {
      return Pattern.compile((String) text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String find(String text, Object pattern) {
    var matcher = pattern(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> all(String text, Object pattern, long limit) {
    var found = new ArrayList<String>();
    var matcher = pattern(pattern).matcher(text);
    while ((limit < 0 || found.size() < limit) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
