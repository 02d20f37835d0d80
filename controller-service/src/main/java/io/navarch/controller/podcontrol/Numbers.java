package io.navarch.controller.podcontrol;

import org.jspecify.annotations.Nullable;

/** Numbers of the API, of which many are absent when they are zero. */
public final class Numbers {

  private Numbers() {}

  /** An absent number is zero. */
  public static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** Zero is written as an absent number. */
  public static @Nullable Integer orNull(int number) {
    return number == 0 ? null : number;
  }
}
