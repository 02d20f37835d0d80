package io.navarch.apiserver.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds what is wrong with the syntax of JSON, and says it as Go's scanner does. A second look: it
 * is asked only for words, not for values.
 */
public final class GoJsonSyntax {

  private static final String END = "unexpected end of JSON input";
  private static final String VALUE = "looking for beginning of value";
  private static final String KEY = "looking for beginning of object key string";

  private final byte[] text;
  private final Deque<Boolean> objects = new ArrayDeque<>();
  private int at;

  private GoJsonSyntax(byte[] text) {
    this.text = text;
  }

  /** The error, or empty where the text is JSON. */
  public static Optional<String> error(byte[] text) {
    try {
      new GoJsonSyntax(text).document();
      return Optional.empty();
    } catch (DecodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void document() {
    do {
      boolean complete = value();
      while (complete && !objects.isEmpty()) {
        complete = afterElement();
      }
    } while (!objects.isEmpty());
    skipSpace();
    if (at < text.length) {
      throw invalid("after top-level value");
    }
  }

  /** Reads a value, or the beginning of one that has parts. Whether it is complete. */
  private boolean value() {
    char c = peek();
    switch (c) {
      case '{' -> {
        return openObject();
      }
      case '[' -> {
        at++;
        if (peek() == ']') {
          at++;
          return true;
        }
        objects.push(false);
        return false;
      }
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw invalid(VALUE);
        }
        number();
      }
    }
    return true;
  }

  private boolean openObject() {
    at++;
    if (peek() == '}') {
      at++;
      return true;
    }
    objects.push(true);
    key();
    return false;
  }

  /** What follows an element: another one, or the end of what it is an element of. */
  private boolean afterElement() {
    boolean inObject = Boolean.TRUE.equals(objects.peek());
    char c = peek();
    at++;
    if (c == ',') {
      if (inObject) {
        key();
      }
      return false;
    }
    if (c == (inObject ? '}' : ']')) {
      objects.pop();
      return true;
    }
    at--;
    throw invalid(inObject ? "after object key:value pair" : "after array element");
  }

  private void key() {
    if (peek() != '"') {
      throw invalid(KEY);
    }
    string();
    if (peek() != ':') {
      throw invalid("after object key");
    }
    at++;
  }

  private void string() {
    at++;
    while (true) {
      char c = next();
      if (c == '"') {
        return;
      }
      if (c < ' ') {
        at--;
        throw invalid("in string literal");
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() {
    char c = next();
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        if (Character.digit(next(), 16) < 0) {
          at--;
          throw invalid("in \\u hexadecimal character escape");
        }
      }
    } else if ("bfnrt\\/\"".indexOf(c) < 0) {
      at--;
      throw invalid("in string escape code");
    }
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (next() != word.charAt(i)) {
        at--;
        throw invalid("in literal %s (expecting '%s')".formatted(word, word.charAt(i)));
      }
    }
  }

  private void number() {
    if (text[at] == '-') {
      at++;
      digit("in numeric literal");
    } else {
      at++;
    }
    if (text[at - 1] != '0') {
      digits();
    }
    if (at < text.length && text[at] == '.') {
      at++;
      digit("after decimal point in numeric literal");
      digits();
    }
    if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      if (at < text.length && (text[at] == '+' || text[at] == '-')) {
        at++;
      }
      digit("in exponent of numeric literal");
      digits();
    }
  }

  private void digit(String where) {
    if (!isDigit(next())) {
      at--;
      throw invalid(where);
    }
  }

  private void digits() {
    while (at < text.length && isDigit((char) text[at])) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length) {
      throw new DecodeException(END);
    }
    return (char) (text[at++] & 0xff);
  }

  /** The next sign that is no space. */
  private char peek() {
    skipSpace();
    if (at >= text.length) {
      throw new DecodeException(END);
    }
    return (char) (text[at] & 0xff);
  }

  private void skipSpace() {
    while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private DecodeException invalid(String where) {
    return new DecodeException("invalid character %s %s".formatted(quoted(), where));
  }

  private String quoted() {
    char c = (char) (text[at] & 0xff);
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      default -> c < ' ' ? "'\\x%02x'".formatted((int) c) : "'" + c + "'";
    };
  }
}
