package io.navarch.apiserver.endpoint.filter;

/** The order of the gates: the one thing about them that must be seen in one place. */
public final class FilterOrder {

  private static final int FIRST = -1_000;

  static final int REQUEST_ID = FIRST;
  static final int ERRORS = FIRST + 10;
  static final int REQUEST_INFO = FIRST + 20;
  public static final int METRICS = FIRST + 30;
  static final int DEADLINE = FIRST + 35;
  static final int AUTHENTICATION = FIRST + 40;
  static final int AUDIT = FIRST + 50;
  static final int IMPERSONATION = FIRST + 60;
  static final int FLOW_CONTROL = FIRST + 70;
  static final int AUTHORIZATION = FIRST + 80;

  private FilterOrder() {}
}
