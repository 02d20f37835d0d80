package io.navarch.apiserver.authorization.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.authorization.rbac.FreshClusterRoles;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.schema.GroupVersionResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The verdicts of upstream's authorizers for a node, row by row. */
class NodeAuthorizerTest {

  private static final UserInfo NODE =
      UserInfo.of("system:node:node0", "system:nodes", "system:authenticated");
  private final FakeObjects objects = new FakeObjects();
  private final NodeGraph graph = new NodeGraph(objects);
  private final NodeAuthorizer authorizer = new NodeAuthorizer(graph);

  NodeAuthorizerTest() {
    graph.put(
        pod(
            """
            metadata: {namespace: facts-rbac, name: on-node0}
            spec:
              nodeName: node0
              serviceAccountName: sa-default
              volumes:
              - {secret: {secretName: used}}
              - {configMap: {name: used}}
              - {persistentVolumeClaim: {claimName: used}}
              - {projected: {sources: [{configMap: {name: kube-root-ca.crt}}]}}
            """));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void allowsWhatUpstreamAllows(RequestInfo request, boolean expected) {
    var allowed =
        authorizer.authorize(NODE, request) instanceof Verdict.Allow
            || FreshClusterRoles.allow(NODE, request);

    assertThat(allowed).isEqualTo(expected);
  }

  @Test
  void saysWhyNot() {
    assertThat(reason("get", "secrets", "facts-rbac", "unused"))
        .isEqualTo("no relationship found between node 'node0' and this object");
    assertThat(reason("get", "nodes", "", "node1"))
        .isEqualTo("node 'node0' cannot read 'node1', only its own Node object");
    assertThat(reason("list", "pods", "", ""))
        .isEqualTo("can only list/watch pods with spec.nodeName field selector");
  }

  @Test
  void letsANodeListItsOwnPods() {
    var request =
        new RequestInfo(
            true,
            "watch",
            "",
            new GroupVersionResource("", "v1", "pods"),
            "",
            "",
            "",
            "",
            "spec.nodeName=node0");

    assertThat(authorizer.authorize(NODE, request)).isEqualTo(new Verdict.Allow(""));
  }

  @Test
  void followsAClaimToItsVolumeAndTheVolumeToItsSecret() {
    objects
        .with(
            "persistentvolumeclaims",
            "{metadata: {namespace: facts-rbac, name: used}, spec: {volumeName: v}}")
        .with(
            "persistentvolumes",
            "{metadata: {name: v}, spec: {csi: {nodeStageSecretRef: {namespace: x, name: s}}}}");

    assertThat(reason("get", "persistentvolumes", "", "v")).isEmpty();
    assertThat(reason("get", "secrets", "x", "s")).isEmpty();
  }

  @Test
  void forgetsWhatAPodReferredToThatIsGone() {
    graph.put(pod("{metadata: {namespace: facts-rbac, name: on-node0}, spec: {nodeName: node1}}"));

    assertThat(reason("get", "secrets", "facts-rbac", "used")).contains("no relationship");
  }

  private String reason(String verb, String resource, String namespace, String name) {
    var request =
        new RequestInfo(
            true,
            verb,
            "",
            new GroupVersionResource("", "v1", resource),
            "",
            namespace,
            name,
            "",
            "");
    return switch (authorizer.authorize(NODE, request)) {
      case Verdict.Allow(var reason) -> reason;
      case Verdict.Deny(var reason) -> reason;
      case Verdict.NoOpinion(var reason) -> reason;
    };
  }

  static Stream<Arguments> checks() throws IOException {
    return FreshClusterRoles.checks("node(node0)").entrySet().stream()
        .map(e -> arguments(e.getKey(), e.getValue()));
  }

  private static CachedObject pod(String yaml) {
    var tree = FakeObjects.object(yaml);
    var key =
        tree.at("/metadata/namespace").asString() + "/" + tree.at("/metadata/name").asString();
    return new CachedObject() {
      @Override
      public String key() {
        return key;
      }

      @Override
      public long revision() {
        return 1;
      }

      @Override
      public byte[] json() {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public Map<String, String> labels() {
        return Map.of();
      }

      @Override
      public ObjectNode tree() {
        return tree.deepCopy();
      }
    };
  }
}
