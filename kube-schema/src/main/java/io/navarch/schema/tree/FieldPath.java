package io.navarch.schema.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field, as messages spell it: {@code spec.containers[0].name}, {@code
 * metadata.labels[app]}. Immutable; steps share their beginnings.
 */
public final class FieldPath {

  /** The object itself. */
  public static final FieldPath ROOT = new FieldPath(null, "");

  private final @Nullable FieldPath parent;
  private final String step;

  private FieldPath(@Nullable FieldPath parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  /** A path of members. */
  public static FieldPath of(String... members) {
    var path = ROOT;
    for (var member : members) {
      path = path.member(member);
    }
    return path;
  }

  /** A member of an object. */
  public FieldPath member(String name) {
    return new FieldPath(this, parent == null ? name : "." + name);
  }

  /** An element of an array. */
  public FieldPath index(int index) {
    return new FieldPath(this, "[" + index + "]");
  }

  /** An entry of a map. */
  public FieldPath key(String key) {
    return new FieldPath(this, "[" + key + "]");
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent != null) {
      parent.append(text);
    }
    text.append(step);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath that
        && step.equals(that.step)
        && Objects.equals(parent, that.parent);
  }

  @Override
  public int hashCode() {
    return Objects.hash(parent, step);
  }
}
