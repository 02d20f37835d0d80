package io.navarch.apiserver.admission.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.Requests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What nodes may do to others: nothing. */
class NodeRestrictionTest {

  private static final String POD =
      "{\"metadata\": {\"name\": \"p\", \"namespace\": \"d\"}, \"spec\": {\"nodeName\": \"%s\"}}";

  private final NodeRestriction plugin = new NodeRestriction(new FakeObjects());

  @Test
  void concernsNodesAlone() {
    assertThat(plugin.handles(Requests.on("", "pods", Operation.CREATE, tree(POD.formatted("a")))))
        .isFalse();
    assertThat(plugin.handles(update("pods", "status", POD.formatted("a"), POD.formatted("a"))))
        .isTrue();
  }

  @Test
  void letsANodeReportOnItsOwnPodsOnly() {
    assertThatCode(
            () -> plugin.validate(update("pods", "status", POD.formatted("a"), POD.formatted("a"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> plugin.validate(update("pods", "status", POD.formatted("b"), POD.formatted("b"))))
        .hasMessage(
            "pods \"p\" is forbidden: node \"a\" can only update pod status for pods with"
                + " spec.nodeName set to itself");
  }

  @Test
  void letsANodeChangeItselfOnly() {
    var other = "{\"metadata\": {\"name\": \"b\"}}";

    assertThatThrownBy(() -> plugin.validate(update("nodes", "status", other, other)))
        .hasMessage("nodes \"b\" is forbidden: node \"a\" is not allowed to modify node \"b\"");
  }

  @Test
  void keepsTaintsFromTheNode() {
    var bare = "{\"metadata\": {\"name\": \"a\"}}";
    var tainted = "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"taints\": [{\"key\": \"x\"}]}}";

    assertThatThrownBy(() -> plugin.validate(update("nodes", "", bare, tainted)))
        .hasMessage("nodes \"a\" is forbidden: node \"a\" is not allowed to modify taints");
  }

  @Test
  void createsNoOrdinaryPods() {
    var create = by(Requests.on("", "pods", Operation.CREATE, tree(POD.formatted("a"))));

    assertThatThrownBy(() -> plugin.validate(create))
        .hasMessage(
            "pods \"p\" is forbidden: pod does not have \"kubernetes.io/config.mirror\" annotation,"
                + " node \"a\" can only create mirror pods");
  }

  @Test
  void keepsLabelsOfOthersFromTheNode() {
    var before = Map.of("kubernetes.io/os", "linux");

    assertThat(
            NodeLabels.refused(
                Map.of(
                    "kubernetes.io/os", "plan9",
                    "node.kubernetes.io/x", "1",
                    "mine", "1",
                    "node-role.kubernetes.io/control-plane", "",
                    "team.node-restriction.kubernetes.io/x", "1"),
                before))
        .containsExactly(
            "node-role.kubernetes.io/control-plane", "team.node-restriction.kubernetes.io/x");
  }

  private static AdmissionRequest update(
      String resource, String subresource, String object, String old) {
    return by(Requests.on("", resource, Operation.UPDATE, tree(object)))
        .withSubresource(subresource)
        .withOldObject(tree(old));
  }

  private static AdmissionRequest by(AdmissionRequest request) {
    return request.withUser(UserInfo.of("system:node:a", "system:nodes"));
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
