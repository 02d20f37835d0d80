package io.navarch.apiserver.authorization.rbac;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.bootstrap.policy.BootstrapData;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersionResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The roles of a fresh cluster with four bindings in one namespace, and upstream's verdicts. */
public final class FreshClusterRoles {

  private static final String NAMESPACE = "facts-rbac";
  private static final int FIRST_SUBJECT = 7;
  static final RbacIndex INDEX = freshCluster();

  private FreshClusterRoles() {}

  /** Whether the roles allow a request. */
  public static boolean allow(UserInfo user, RequestInfo request) {
    return INDEX.authorize(user, request) instanceof Verdict.Allow;
  }

  /** The verdicts for one column of the table. */
  public static Map<RequestInfo, Boolean> checks(String column) throws IOException {
    var rows = lines("checks.tsv").toList();
    int index = Arrays.asList(rows.getFirst()).indexOf(column);
    var verdicts = new LinkedHashMap<RequestInfo, Boolean>();
    rows.stream().skip(1).forEach(r -> verdicts.put(request(r), r[index].equals("Y")));
    return verdicts;
  }

  /** The verdicts for all users but the node. */
  static Map<RequestInfo, Map<UserInfo, Boolean>> checks() throws IOException {
    var users = lines("subjects.tsv").skip(1).map(r -> UserInfo.of(r[1], r[2].split(","))).toList();
    var verdicts = new LinkedHashMap<RequestInfo, Map<UserInfo, Boolean>>();
    lines("checks.tsv")
        .skip(1)
        .forEach(row -> {
          var expected = new LinkedHashMap<UserInfo, Boolean>();
          IntStream.range(0, users.size())
              .filter(i -> !users.get(i).name().startsWith("system:node:"))
              .forEach(i -> expected.put(users.get(i), row[FIRST_SUBJECT + i].equals("Y")));
          verdicts.put(request(row), expected);
        });
    return verdicts;
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
        "",
        "");
  }

  static RequestInfo pods(String verb, String namespace) {
    return request(new String[] {verb, "", "pods", "", namespace, "", ""});
  }

  private static Stream<String[]> lines(String file) throws IOException {
    try (var in = FreshClusterRoles.class.getResourceAsStream(file)) {
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
