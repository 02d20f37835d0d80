package io.navarch.controller.namespace;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceStatusBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.discovery.Discovery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Empties namespaces that are being deleted and takes away the finalizer that holds them. */
@Component
final class NamespaceReconciler implements Reconciler<Namespace> {

  private static final ResourceType<Namespace> NAMESPACES = ResourceType.of(Namespace.class);
  private static final String FINALIZER = "kubernetes";

  private final ApiClient api;
  private final Discovery discovery;
  private final Clock clock;
  private final ContentDeletion content;

  NamespaceReconciler(ApiClient api, Discovery discovery, Clock clock) {
    this.api = api;
    this.discovery = discovery;
    this.clock = clock;
    this.content = new ContentDeletion(api);
  }

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public int workers() {
    return 10;
  }

  @Override
  public Watches<Namespace> watches() {
    return Watches.of(
        Namespace.class, event -> event.object().getMetadata().getDeletionTimestamp() != null);
  }

  @Override
  public Outcome reconcile(Namespace cached) {
    var found = api.find(NAMESPACES, ResourceKey.of(cached));
    if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() == null) {
      return Outcome.done();
    }
    var namespace = terminating(found.get());
    if (!namespace.getSpec().getFinalizers().contains(FINALIZER)) {
      return Outcome.done();
    }
    var discovered = discovery.discover();
    var resources =
        discovered.resources().stream()
            .filter(resource -> resource.type().namespaced() && resource.can("delete"))
            .toList();
    var left = content.deleteAll(namespace.getMetadata().getName(), resources);
    var told = tell(namespace, discovered.failed(), left);
    if (!left.failures().isEmpty() || !discovered.failed().isEmpty()) {
      return Outcome.retry();
    }
    if (!left.isNothing()) {
      return Outcome.requeueAfter(Duration.ofSeconds(left.grace() / 2 + 1));
    }
    release(told);
    return Outcome.done();
  }

  private Namespace terminating(Namespace namespace) {
    if (namespace.getStatus() != null && "Terminating".equals(namespace.getStatus().getPhase())) {
      return namespace;
    }
    return api.updateStatus(
        new NamespaceBuilder(namespace)
            .editOrNewStatus()
            .withPhase("Terminating")
            .endStatus()
            .build());
  }

  private Namespace tell(Namespace namespace, List<String> undiscovered, Remaining left) {
    var known = namespace.getStatus().getConditions();
    var conditions = NamespaceConditionsPlan.compute(known, undiscovered, left, clock.instant());
    if (Objects.equals(known, conditions)) {
      return namespace;
    }
    return api.updateStatus(
        new NamespaceBuilder(namespace)
            .withStatus(
                new NamespaceStatusBuilder(namespace.getStatus())
                    .withConditions(conditions)
                    .build())
            .build());
  }

  private void release(Namespace namespace) {
    var others =
        namespace.getSpec().getFinalizers().stream().filter(f -> !f.equals(FINALIZER)).toList();
    api.updateSubresource(
        new NamespaceBuilder(namespace).editSpec().withFinalizers(others).endSpec().build(),
        "finalize");
  }
}
