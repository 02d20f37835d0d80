package io.navarch.apiserver.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts of upstream's authorizers on a fresh cluster, row by row. */
class RbacIndexTest {

  private static final String NAMESPACE = "facts-rbac";
  private static final RbacIndex FRESH_CLUSTER = FreshClusterRoles.INDEX;

  @ParameterizedTest
  @MethodSource("checks")
  void allowsWhatUpstreamAllows(RequestInfo request, Map<UserInfo, Boolean> expected) {
    var actual = new LinkedHashMap<UserInfo, Boolean>();
    expected
        .keySet()
        .forEach(u -> actual.put(u, FRESH_CLUSTER.authorize(u, request) instanceof Verdict.Allow));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void saysByWhichBindingARequestIsAllowed() {
    var user = UserInfo.of("system:serviceaccount:facts-rbac:sa-view", "system:serviceaccounts");

    assertThat(FRESH_CLUSTER.authorize(user, FreshClusterRoles.pods("get", NAMESPACE)))
        .isEqualTo(
            new Verdict.Allow(
                "RBAC: allowed by RoleBinding \"rb-view/facts-rbac\" of ClusterRole \"view\" to"
                    + " ServiceAccount \"sa-view/facts-rbac\""));
  }

  @Test
  void saysWhichRoleOfABindingIsMissing() {
    var binding =
        new RoleBinding(
            "", "b", "ClusterRole", "gone", List.of(new RoleBinding.Subject("alice", "", "")));
    var index = RbacIndex.of(List.of(binding), Map.of());

    assertThat(index.authorize(UserInfo.of("alice"), FreshClusterRoles.pods("get", "")))
        .isEqualTo(
            new Verdict.NoOpinion(
                "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found"));
  }

  static Stream<Arguments> checks() throws IOException {
    return FreshClusterRoles.checks().entrySet().stream()
        .map(e -> arguments(e.getKey(), e.getValue()));
  }
}
