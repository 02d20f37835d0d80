package io.navarch.apiserver.cel;

/** What the expressions of one request may cost together. Used by one thread. */
public final class CostBudget {

  /** What one expression may cost. */
  static final long EACH = 10_000_000;

  private static final long POLICY = 100_000_000;
  private static final long CONDITIONS = 25_000_000;

  private long left;

  private CostBudget(long left) {
    this.left = left;
  }

  /** For the expressions of one policy or one custom object. */
  public static CostBudget ofPolicy() {
    return new CostBudget(POLICY);
  }

  /** For the match conditions of one policy or webhook. */
  public static CostBudget ofConditions() {
    return new CostBudget(CONDITIONS);
  }

  void spend(long cost) {
    left -= cost;
  }

  /** Whether nothing is left. */
  public boolean isSpent() {
    return left < 0;
  }
}
