package io.navarch.apiserver.bootstrap;

import io.navarch.apiserver.bootstrap.policy.BootstrapData;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.BinaryOperator;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the data files: what is there before anybody asks for anything. */
@Component
@RequiredArgsConstructor
final class FreshCluster {

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String FLOW = "flowcontrol.apiserver.k8s.io";
  private static final GroupResource API_SERVICES =
      new GroupResource("apiregistration.k8s.io", "apiservices");
  private static final GroupResource FLOW_SCHEMAS = new GroupResource(FLOW, "flowschemas");

  private final ClusterWriter writer;
  private final Clock clock;

  /** Writes what is missing; the order is that of need. */
  void ensure() {
    BinaryOperator<ObjectNode> keep = (present, _) -> present;
    ensure(BootstrapData.NAMESPACES, new GroupResource("", "namespaces"), keep);
    AggregatedRoles.fill(BootstrapData.CLUSTER_ROLES.objects())
        .forEach(r -> writer.ensure(new GroupResource(RBAC, "clusterroles"), r, Merges::rbac));
    ensure(
        BootstrapData.CLUSTER_ROLE_BINDINGS,
        new GroupResource(RBAC, "clusterrolebindings"),
        Merges::rbac);
    ensure(BootstrapData.ROLES, new GroupResource(RBAC, "roles"), Merges::rbac);
    ensure(BootstrapData.ROLE_BINDINGS, new GroupResource(RBAC, "rolebindings"), Merges::rbac);
    ensure(
        BootstrapData.PRIORITY_CLASSES,
        new GroupResource("scheduling.k8s.io", "priorityclasses"),
        keep);
    ensure(
        BootstrapData.PRIORITY_LEVELS,
        new GroupResource(FLOW, "prioritylevelconfigurations"),
        Merges::flowControl);
    ensure(BootstrapData.FLOW_SCHEMAS, FLOW_SCHEMAS, Merges::flowControl);
    BootstrapData.FLOW_SCHEMAS
        .objects()
        .forEach(s -> writer.ensureStatus(FLOW_SCHEMAS, s, this::withLevelFound));
    ensure(BootstrapData.API_SERVICES, API_SERVICES, keep);
    BootstrapData.API_SERVICES
        .objects()
        .forEach(s -> writer.ensureStatus(API_SERVICES, s, this::withAvailability));
  }

  private void ensure(
      BootstrapData data, GroupResource collection, BinaryOperator<ObjectNode> merge) {
    data.objects().forEach(o -> writer.ensure(collection, o, merge));
  }

  private ObjectNode withLevelFound(ObjectNode present, ObjectNode wanted) {
    var level = wanted.path("spec").path("priorityLevelConfiguration").path("name").asString("");
    return withCondition(
        present,
        "Dangling",
        "False",
        "Found",
        ("This FlowSchema references the PriorityLevelConfiguration object named \"%s\" and it"
                + " exists")
            .formatted(level));
  }

  private ObjectNode withAvailability(ObjectNode present, ObjectNode wanted) {
    return withCondition(
        present, "Available", "True", "Local", "Local APIServices are always available");
  }

  private ObjectNode withCondition(
      ObjectNode present, String type, String status, String reason, String message) {
    var object = present.path("status");
    var known =
        object
            .path("conditions")
            .valueStream()
            .anyMatch(c -> c.path("type").asString("").equals(type));
    if (known) {
      return present;
    }
    var target = object instanceof ObjectNode there ? there : present.putObject("status");
    target
        .putArray("conditions")
        .addObject()
        .put("type", type)
        .put("status", status)
        .put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("reason", reason)
        .put("message", message);
    return present;
  }
}
