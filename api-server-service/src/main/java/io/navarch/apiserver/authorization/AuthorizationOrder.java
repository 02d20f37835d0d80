package io.navarch.apiserver.authorization;

/** The order in which authorizers are asked. */
public final class AuthorizationOrder {

  public static final int PRIVILEGED_GROUP = 10;
  public static final int NODE = 20;
  public static final int RBAC = 30;

  private AuthorizationOrder() {}
}
