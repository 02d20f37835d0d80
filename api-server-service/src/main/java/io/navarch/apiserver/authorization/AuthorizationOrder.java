package io.navarch.apiserver.authorization;

/** The order in which authorizers are asked. */
final class AuthorizationOrder {

  static final int PRIVILEGED_GROUP = 10;
  static final int NODE = 20;
  static final int RBAC = 30;

  private AuthorizationOrder() {}
}
