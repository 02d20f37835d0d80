package io.navarch.scheduler.framework;

/** Whether a Pod fits, as a Filter or PreFilter plugin sees it. */
public sealed interface Verdict {

  /** Nothing speaks against it. */
  Verdict FITS = new Fits();

  /** Nothing speaks against it. */
  record Fits() implements Verdict {}

  /**
   * It does not fit.
   *
   * @param reason as users read it in events, for example {@code Insufficient cpu}
   * @param resolvable whether removing Pods from the node could help
   */
  record Rejected(String reason, boolean resolvable) implements Verdict {}

  /** Does not fit now; preemption may help. */
  static Verdict rejected(String reason) {
    return new Rejected(reason, true);
  }

  /** Does not fit whatever Pods are removed. */
  static Verdict unresolvable(String reason) {
    return new Rejected(reason, false);
  }
}
