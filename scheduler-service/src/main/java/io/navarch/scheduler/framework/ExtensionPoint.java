package io.navarch.scheduler.framework;

/** The measured extension points, spelled as kube-scheduler's metrics spell them. */
public enum ExtensionPoint {
  PRE_FILTER("PreFilter"),
  FILTER("Filter"),
  POST_FILTER("PostFilter"),
  SCORE("Score"),
  BIND("Bind");

  private final String label;

  ExtensionPoint(String label) {
    this.label = label;
  }

  /** The spelling of metrics. */
  public String label() {
    return label;
  }
}
