package io.navarch.apiserver.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.bootstrap.policy.BootstrapData;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersionResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The verdicts of upstream's authorizers on a fresh cluster, row by row. */
class RbacIndexTest {

  private static final String NAMESPACE = "facts-rbac";
  private static final int FIRST_SUBJECT = 7;
  private static final RbacIndex FRESH_CLUSTER = freshCluster();

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

    assertThat(FRESH_CLUSTER.authorize(user, pods("get", NAMESPACE)))
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

    assertThat(index.authorize(UserInfo.of("alice"), pods("get", "")))
        .isEqualTo(
            new Verdict.NoOpinion(
                "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found"));
  }

  static Stream<Arguments> checks() throws IOException {
    var users = lines("subjects.tsv").skip(1).map(RbacIndexTest::user).toList();
    var node =
        users.indexOf(users.stream().filter(u -> u.name().contains("node0")).findAny().get());
    return lines("checks.tsv")
        .skip(1)
        .map(row -> {
          var expected = new LinkedHashMap<UserInfo, Boolean>();
          IntStream.range(0, users.size())
              .filter(i -> i != node) // the node authorizer's to say
              .forEach(i -> expected.put(users.get(i), row[FIRST_SUBJECT + i].equals("Y")));
          return arguments(request(row), expected);
        });
  }

  private static UserInfo user(String[] row) {
    return UserInfo.of(row[1], row[2].split(","));
  }

  private static RequestInfo request(String[] row) {
    return new RequestInfo(
        row[6].isEmpty(),
        row[0],
        row[6],
        new GroupVersionResource(row[1], "v1", row[2]),
        row[3],
        row[4],
        row[5],
        "");
  }

  private static RequestInfo pods(String verb, String namespace) {
    return request(new String[] {verb, "", "pods", "", namespace, "", ""});
  }

  private static Stream<String[]> lines(String file) throws IOException {
    try (var in = RbacIndexTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(l -> l.split("\t", -1));
    }
  }

  private static RbacIndex freshCluster() {
    var roles = new HashMap<String, List<PolicyRule>>();
    BootstrapData.CLUSTER_ROLES.objects().forEach(r -> roles.put(name(r), PolicyRule.rulesOf(r)));
    BootstrapData.ROLES
        .objects()
        .forEach(r ->
            roles.put(
                r.at("/metadata/namespace").asString() + "/" + name(r), PolicyRule.rulesOf(r)));
    aggregate(roles);
    var bindings = new ArrayList<RoleBinding>();
    BootstrapData.CLUSTER_ROLE_BINDINGS.objects().forEach(b -> bindings.add(RoleBinding.of(b)));
    BootstrapData.ROLE_BINDINGS.objects().forEach(b -> bindings.add(RoleBinding.of(b)));
    for (var role : List.of("view", "edit", "admin", "cluster-admin")) {
      var user = "system:serviceaccount:%s:sa-%s".formatted(NAMESPACE, role);
      var subject =
          new RoleBinding.Subject(
              user, "", "ServiceAccount \"sa-%s/%s\"".formatted(role, NAMESPACE));
      bindings.add(new RoleBinding(NAMESPACE, "rb-" + role, "ClusterRole", role, List.of(subject)));
    }
    return RbacIndex.of(bindings, roles);
  }

  /** What the aggregation controller makes of the three roles that are put together of others. */
  private static void aggregate(Map<String, List<PolicyRule>> roles) {
    var view = roles.get("system:aggregate-to-view");
    var edit = Stream.of(roles.get("system:aggregate-to-edit"), view).flatMap(List::stream);
    roles.put("view", view);
    roles.put("edit", edit.toList());
    roles.put(
        "admin",
        Stream.of(roles.get("system:aggregate-to-admin"), roles.get("edit"))
            .flatMap(List::stream)
            .toList());
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asString();
  }
}
