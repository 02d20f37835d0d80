package io.navarch.scheduler.framework;

import java.util.List;

/** Whether a Pod fits, as a Filter or PreFilter plugin sees it. */
public sealed interface Verdict {

  /** Nothing speaks against it. */
  Verdict FITS = new Fits();

  /** Nothing speaks against it. */
  record Fits() implements Verdict {}

  /**
   * It does not fit.
   *
   * @param reasons as users read them in events, for example {@code Insufficient cpu}
   * @param resolvable whether removing Pods from the node could help
   */
  record Rejected(List<String> reasons, boolean resolvable) implements Verdict {

    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }

  /** Does not fit now; preemption may help. */
  static Verdict rejected(String reason) {
    return new Rejected(List.of(reason), true);
  }

  /** Does not fit whatever Pods are removed. */
  static Verdict unresolvable(String reason) {
    return new Rejected(List.of(reason), false);
  }
}
