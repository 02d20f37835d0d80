package io.navarch.apiserver.authorization;

import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code system:masters} may do everything, whatever roles say: the way back in. */
@Component
@Order(AuthorizationOrder.PRIVILEGED_GROUP)
final class PrivilegedGroup implements Authorizer {

  private static final String MASTERS = "system:masters";

  @Override
  public Verdict authorize(UserInfo user, RequestInfo request) {
    return user.groups().contains(MASTERS) ? new Verdict.Allow("") : new Verdict.NoOpinion("");
  }
}
