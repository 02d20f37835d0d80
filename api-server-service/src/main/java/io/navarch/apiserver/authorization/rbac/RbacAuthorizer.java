package io.navarch.apiserver.authorization.rbac;

import io.navarch.apiserver.authorization.AuthorizationOrder;
import io.navarch.apiserver.authorization.Authorizer;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Allows what a role says that is bound to the user or one of its groups. */
@Component
@Order(AuthorizationOrder.RBAC)
@RequiredArgsConstructor
public final class RbacAuthorizer implements Authorizer {

  private final RbacPolicy policy;

  @Override
  public Verdict authorize(UserInfo user, RequestInfo request) {
    return policy.index().authorize(user, request);
  }

  /** All rules for a user in a namespace; empty for the whole cluster alone. */
  public List<PolicyRule> rulesFor(UserInfo user, String namespace) {
    return policy.index().rulesFor(user, namespace).rules();
  }

  /** What kept {@link #rulesFor} from being complete. */
  public List<String> missingFor(UserInfo user, String namespace) {
    return policy.index().rulesFor(user, namespace).errors();
  }

  /** Those of the wanted rules, one thing each, that no held rule grants. */
  public static List<PolicyRule> uncovered(List<PolicyRule> held, List<PolicyRule> wanted) {
    return wanted.stream()
        .flatMap(r -> r.singles().stream())
        .filter(single -> held.stream().noneMatch(h -> h.covers(single)))
        .toList();
  }
}
