package io.navarch.apiserver.authentication;

/** The order in which credentials are looked for, as upstream's union has it. */
public final class AuthenticationOrder {

  public static final int FRONT_PROXY = 10;
  public static final int CLIENT_CERTIFICATE = 20;
  public static final int BEARER_TOKEN = 30;

  /** Among bearer tokens. */
  public static final int STATIC_TOKEN = 10;

  public static final int SERVICE_ACCOUNT_TOKEN = 20;
  public static final int BOOTSTRAP_TOKEN = 30;
  public static final int OIDC_TOKEN = 40;

  private AuthenticationOrder() {}
}
