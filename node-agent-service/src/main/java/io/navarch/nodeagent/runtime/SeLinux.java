package io.navarch.nodeagent.runtime;

/** SELinux labels; all empty: none asked for. */
public record SeLinux(String user, String role, String type, String level) {

  /** No labels asked for. */
  public static final SeLinux NONE = new SeLinux("", "", "", "");
}
