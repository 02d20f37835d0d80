package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.IntOrString;
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

  /** A number, or a percentage of the total; absent is zero. */
  public static int scaled(@Nullable IntOrString value, int total, boolean roundUp) {
    if (value == null) {
      return 0;
    }
    if (value.getIntVal() != null) {
      return value.getIntVal();
    }
    var percent = Integer.parseInt(value.getStrVal().replace("%", "").strip());
    long product = (long) percent * total;
    return (int) (roundUp ? Math.ceilDiv(product, 100L) : Math.floorDiv(product, 100L));
  }
}
