package io.navarch.nodeagent.probe;

/** What a probe decides. */
enum ProbeKind {
  LIVENESS("Liveness"),
  READINESS("Readiness"),
  STARTUP("Startup");

  private final String word;

  ProbeKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
