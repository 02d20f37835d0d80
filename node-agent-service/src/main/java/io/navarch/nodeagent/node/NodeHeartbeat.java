package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.NodeIdentity;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Renews the node's Lease: the sign of life that the cluster looks at. */
@Slf4j
@Component
@RequiredArgsConstructor
class NodeHeartbeat {

  private static final String NAMESPACE = "kube-node-lease";

  private final ApiClient api;
  private final NodeIdentity node;
  private final NodeProperties properties;
  private final Clock clock;
  private @Nullable Lease latest;

  @Scheduled(fixedRateString = "${node-agent.node.lease-period:10s}")
  void renew() {
    try {
      var known = latest;
      latest = known == null ? acquire() : api.update(renewed(known));
    } catch (ApiException e) {
      latest = null;
      if (!e.isConflict()) {
        log.atWarn().addKeyValue("error", e.getMessage()).log("lease not renewed");
      }
    } catch (UncheckedIOException e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("lease not renewed");
    }
  }

  private Lease acquire() {
    var type = ResourceType.of(Lease.class);
    var present = api.find(type, ResourceKey.of(NAMESPACE, node.name()));
    return present.isPresent() ? api.update(renewed(present.get())) : api.create(fresh());
  }

  private Lease fresh() {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(node.name())
        .withOwnerReferences(owners())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(node.name())
        .withLeaseDurationSeconds((int) properties.leaseDuration().toSeconds())
        .withRenewTime(now())
        .endSpec()
        .build();
  }

  private Lease renewed(Lease lease) {
    return new LeaseBuilder(lease)
        .editMetadata()
        .withOwnerReferences(
            lease.getMetadata().getOwnerReferences().isEmpty()
                ? owners()
                : lease.getMetadata().getOwnerReferences())
        .endMetadata()
        .editSpec()
        .withHolderIdentity(node.name())
        .withLeaseDurationSeconds((int) properties.leaseDuration().toSeconds())
        .withRenewTime(now())
        .endSpec()
        .build();
  }

  private ZonedDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
  }

  private List<OwnerReference> owners() {
    return api.find(ResourceType.of(Node.class), ResourceKey.of("", node.name()))
        .map(n ->
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("Node")
                    .withName(node.name())
                    .withUid(n.getMetadata().getUid())
                    .build()))
        .orElse(List.of());
  }
}
