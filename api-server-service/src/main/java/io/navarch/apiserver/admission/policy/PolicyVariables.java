package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.cel.RequestVariables;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What the expressions of policies may name. */
@Component
@RequiredArgsConstructor
final class PolicyVariables {

  private final AuthorizationChain authorization;

  Map<String, Object> of(MatchedRequest matched, Optional<ObjectNode> params) {
    var variables =
        RequestVariables.of(matched.request(), matched.made(), matched.namespace(), authorization);
    RequestVariables.putParams(variables, params.orElse(null));
    return variables;
  }
}
