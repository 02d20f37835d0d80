package io.navarch.apiserver.customresource;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Regular expressions of schemas, each compiled once; matched in time linear in the text. */
final class Patterns {

  private static final int MOST = 10_000;

  private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

  /** Whether the pattern is found somewhere in the text. A pattern that is none matches nothing. */
  boolean matches(String pattern, String text) {
    if (compiled.size() > MOST) {
      compiled.clear();
    }
    try {
      return compiled.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
