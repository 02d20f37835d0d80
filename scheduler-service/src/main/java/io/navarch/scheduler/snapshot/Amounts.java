package io.navarch.scheduler.snapshot;

import java.util.Arrays;

/**
 * Amounts of resources by their numbers in a {@link ResourceIndex}; immutable. Numbers beyond the
 * array are zero.
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out, never changed
public record Amounts(long[] values) {

  /** Nothing of anything. */
  public static final Amounts NONE = new Amounts(new long[0]);

  /** The amount of one resource. */
  public long get(int resource) {
    return resource < values.length ? values[resource] : 0;
  }

  /** How many numbers may be other than zero. */
  public int size() {
    return values.length;
  }

  /** The sum of both. */
  public Amounts plus(Amounts other) {
    return combine(other, 1);
  }

  /** This without the other. */
  public Amounts minus(Amounts other) {
    return combine(other, -1);
  }

  /** The larger of both, resource by resource. */
  public Amounts max(Amounts other) {
    var longer = Arrays.copyOf(values, Math.max(values.length, other.values.length));
    for (int i = 0; i < longer.length; i++) {
      longer[i] = Math.max(get(i), other.get(i));
    }
    return new Amounts(longer);
  }

  /** This with one amount replaced. */
  public Amounts with(int resource, long amount) {
    var copy = Arrays.copyOf(values, Math.max(values.length, resource + 1));
    copy[resource] = amount;
    return new Amounts(copy);
  }

  private Amounts combine(Amounts other, int sign) {
    var sum = Arrays.copyOf(values, Math.max(values.length, other.values.length));
    for (int i = 0; i < other.values.length; i++) {
      sum[i] += sign * other.values[i];
    }
    return new Amounts(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amounts(var otherValues) && Arrays.equals(values, otherValues);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
