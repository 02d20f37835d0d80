package io.navarch.apiserver.authentication;

/** The order in which credentials are looked for, as upstream's union has it. */
final class AuthenticationOrder {

  static final int FRONT_PROXY = 10;
  static final int CLIENT_CERTIFICATE = 20;
  static final int BEARER_TOKEN = 30;

  /** Among bearer tokens. */
  static final int STATIC_TOKEN = 10;

  static final int SERVICE_ACCOUNT_TOKEN = 20;
  static final int BOOTSTRAP_TOKEN = 30;
  static final int OIDC_TOKEN = 40;

  private AuthenticationOrder() {}
}
