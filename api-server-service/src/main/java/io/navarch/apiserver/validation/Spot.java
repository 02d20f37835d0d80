package io.navarch.apiserver.validation;

import org.jspecify.annotations.Nullable;

/**
 * A place in an object, spelled only when something is wrong there.
 *
 * @param step as it is appended: {@code .name}, {@code [0]}, {@code [key]}
 */
record Spot(@Nullable Spot parent, String step) {

  static final Spot ROOT = new Spot(null, "");

  Spot field(String name) {
    return new Spot(this, "." + name);
  }

  Spot fields(Iterable<String> names) {
    var spot = this;
    for (var name : names) {
      spot = spot.field(name);
    }
    return spot;
  }

  Spot index(int index) {
    return new Spot(this, "[" + index + "]");
  }

  Spot key(String key) {
    return new Spot(this, "[" + key + "]");
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    append(text);
    return text.isEmpty() ? "" : text.charAt(0) == '.' ? text.substring(1) : text.toString();
  }

  private void append(StringBuilder text) {
    if (parent != null) {
      parent.append(text);
    }
    text.append(step);
  }
}
