package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Registers the node and writes its status: when it changes, and now and then anyway. */
@Slf4j
@Component
@RequiredArgsConstructor
class NodeReporter {

  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);

  private final ApiClient api;
  private final NodeIdentity node;
  private final NodeProperties properties;
  private final List<NodeStatusContributor> contributors;
  private final ContainerRuntime runtime;
  private final Clock clock;
  private String podRange = "";
  private Instant nextLook = Instant.MIN;
  private Instant lastWrite = Instant.MIN;
  private @Nullable NodeStatus written;

  /** A node that is not ready yet looks more often, so that it is as soon as it can be. */
  @Scheduled(fixedDelayString = "${node-agent.node.start-period:1s}")
  void report() {
    if (clock.instant().isBefore(nextLook)) {
      return;
    }
    try {
      var present = api.find(NODES, key()).orElseGet(this::register);
      tellPodRange(present);
      writeStatus(withLabels(present));
      nextLook = isReady() ? clock.instant().plus(properties.statusPeriod()) : Instant.MIN;
    } catch (ApiException | UncheckedIOException | RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("node status not written");
    }
  }

  private void tellPodRange(Node present) {
    var ranges = present.getSpec() == null ? null : present.getSpec().getPodCIDRs();
    var wanted = ranges == null ? "" : String.join(",", ranges);
    if (!wanted.isEmpty() && !wanted.equals(podRange)) {
      runtime.updatePodRange(wanted);
      podRange = wanted;
    }
  }

  private boolean isReady() {
    return written != null
        && written.getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private ResourceKey key() {
    return ResourceKey.of("", node.name());
  }

  private Node register() {
    var created =
        new NodeBuilder()
            .withNewMetadata()
            .withName(node.name())
            .withLabels(labels())
            .addToAnnotations("volumes.kubernetes.io/controller-managed-attach-detach", "true")
            .endMetadata()
            .withNewSpec()
            .withTaints(properties.taints().stream().map(NodeReporter::taint).toList())
            .endSpec()
            .build();
    log.atInfo().addKeyValue("node", node.name()).log("node is registered");
    return api.create(new NodeBuilder(created).withStatus(compute(created)).build());
  }

  private Map<String, String> labels() {
    var labels = new HashMap<>(properties.labels());
    var architecture = Machine.architecture();
    labels.put("kubernetes.io/hostname", node.name());
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", architecture);
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("beta.kubernetes.io/arch", architecture);
    return labels;
  }

  private static Taint taint(String text) {
    int colon = text.lastIndexOf(':');
    var parts = text.substring(0, colon).split("=", 2);
    return new TaintBuilder()
        .withKey(parts[0])
        .withValue(parts.length > 1 ? parts[1] : "")
        .withEffect(text.substring(colon + 1))
        .build();
  }

  /** A node that was registered before gets the labels that it lacks. */
  private Node withLabels(Node present) {
    var has = Optional.ofNullable(present.getMetadata().getLabels()).orElse(Map.of());
    if (has.entrySet().containsAll(labels().entrySet())) {
      return present;
    }
    return api.patch(
        NODES, key(), PatchKind.STRATEGIC, Map.of("metadata", Map.of("labels", labels())));
  }

  private NodeStatus compute(Node present) {
    var status = new NodeStatusBuilder();
    contributors.forEach(c -> c.contribute(present, status));
    return status.build();
  }

  private void writeStatus(Node present) {
    var status = compute(present);
    boolean due =
        lastWrite.equals(Instant.MIN)
            || lastWrite.plus(properties.statusReportPeriod()).isBefore(clock.instant());
    if (!due && written != null && withoutHeartbeat(status).equals(withoutHeartbeat(written))) {
      return;
    }
    api.patchSubresource(NODES, key(), "status", PatchKind.STRATEGIC, Map.of("status", status));
    written = status;
    lastWrite = clock.instant();
  }

  private static NodeStatus withoutHeartbeat(NodeStatus status) {
    return new NodeStatusBuilder(status)
        .withConditions(
            status.getConditions().stream().map(NodeReporter::withoutHeartbeat).toList())
        .build();
  }

  private static NodeCondition withoutHeartbeat(NodeCondition condition) {
    return new io.fabric8.kubernetes.api.model.NodeConditionBuilder(condition)
        .withLastHeartbeatTime(null)
        .build();
  }
}
