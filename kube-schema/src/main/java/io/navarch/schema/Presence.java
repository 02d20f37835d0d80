package io.navarch.schema;

/** When a field is written, as Go's JSON tags of the built-in types have it. */
public enum Presence {
  /** Also when it is empty: {@code ""}, {@code 0}, {@code {}}, {@code null} for lists and times. */
  ALWAYS,
  /**
   * Whenever it was given, even {@code 0} or {@code {}}: empty and left out are different things.
   */
  IF_SET,
  /** Only if it is not empty: {@code 0}, {@code ""}, {@code []} are the same as left out. */
  IF_NOT_EMPTY
}
