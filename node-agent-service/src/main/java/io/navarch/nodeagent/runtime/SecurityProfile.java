package io.navarch.nodeagent.runtime;

/** A seccomp or AppArmor profile. */
public record SecurityProfile(Type type, String localhostRef) {

  /** No restriction. */
  public static final SecurityProfile UNCONFINED = new SecurityProfile(Type.UNCONFINED, "");

  /** Whatever the runtime restricts by itself. */
  public static final SecurityProfile RUNTIME_DEFAULT =
      new SecurityProfile(Type.RUNTIME_DEFAULT, "");

  /** Where the profile comes from. */
  public enum Type {
    RUNTIME_DEFAULT,
    UNCONFINED,
    LOCALHOST
  }
}
