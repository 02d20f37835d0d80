package io.navarch.controller.resourcequota;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Tells in the status of each quota what its namespace uses. Admission counts what comes; this
 * counts anew when something goes or the quota changes, and from time to time whatever happens.
 */
@Component
final class QuotaReconciler implements Reconciler<ResourceQuota> {

  private static final Duration ALWAYS = Duration.ofMinutes(5);

  /** How soon objects are missed whose kinds are not watched. */
  private static final Duration WHERE_UNWATCHED = Duration.ofSeconds(10);

  private final ApiClient api;
  private final Lister<ResourceQuota> quotas;
  private final UsageCount usage;

  QuotaReconciler(ApiClient api, Informers informers, UsageCount usage) {
    this.api = api;
    this.quotas = informers.lister(ResourceQuota.class);
    this.usage = usage;
  }

  @Override
  public String name() {
    return "resourcequota";
  }

  @Override
  public Watches<ResourceQuota> watches() {
    return Watches.of(ResourceQuota.class, QuotaReconciler::isNew)
        .mappingEvents(ResourceType.of(Pod.class), this::endings)
        .mappingEvents(ResourceType.of(Service.class), this::changes)
        .mappingEvents(ResourceType.of(PersistentVolumeClaim.class), this::changes)
        .mappingEvents(ResourceType.of(Secret.class).metadata(), this::removals)
        .mappingEvents(ResourceType.of(ConfigMap.class).metadata(), this::removals)
        .mappingEvents(ResourceType.of(ReplicationController.class).metadata(), this::removals);
  }

  /** What admission writes into the status is no reason to count. */
  private static boolean isNew(CacheEvent<ResourceQuota> event) {
    return switch (event) {
      case CacheEvent.Updated<ResourceQuota>(var before, var after) ->
          !Objects.equals(before.getSpec(), after.getSpec()) || !isTold(after);
      case CacheEvent.Added<ResourceQuota> _ -> true;
      case CacheEvent.Removed<ResourceQuota> _ -> false;
    };
  }

  private static boolean isTold(ResourceQuota quota) {
    return quota.getStatus() != null
        && Objects.equals(quota.getStatus().getHard(), quota.getSpec().getHard());
  }

  private Collection<ResourceKey> endings(CacheEvent<Pod> event) {
    return switch (event) {
      case CacheEvent.Updated<Pod>(var before, var after)
          when (!PodFacts.isTerminal(before) && PodFacts.isTerminal(after))
              || isResized(before, after) ->
          affected(after);
      case CacheEvent.Removed<Pod>(var pod) -> affected(pod);
      default -> List.of();
    };
  }

  private static boolean isResized(Pod before, Pod after) {
    return !Objects.equals(
        before.getMetadata().getGeneration(), after.getMetadata().getGeneration());
  }

  private <T extends HasMetadata> Collection<ResourceKey> changes(CacheEvent<T> event) {
    return event instanceof CacheEvent.Added<T> ? List.of() : affected(event.object());
  }

  private <T extends HasMetadata> Collection<ResourceKey> removals(CacheEvent<T> event) {
    return event instanceof CacheEvent.Removed<T> ? affected(event.object()) : List.of();
  }

  private Collection<ResourceKey> affected(HasMetadata object) {
    return quotas.inNamespace(object.getMetadata().getNamespace()).stream()
        .map(ResourceKey::of)
        .toList();
  }

  @Override
  public Outcome reconcile(ResourceQuota quota) {
    Map<String, Quantity> hard = Objects.requireNonNullElse(quota.getSpec().getHard(), Map.of());
    var used = new TreeMap<String, Quantity>();
    if (quota.getStatus() != null && quota.getStatus().getUsed() != null) {
      used.putAll(quota.getStatus().getUsed());
    }
    used.keySet().retainAll(hard.keySet());
    usage.of(quota).forEach((name, amount) -> used.put(name, Quantity.parse(amount.toString())));
    if (!isTold(quota) || !used.equals(quota.getStatus().getUsed())) {
      api.updateStatus(
          new ResourceQuotaBuilder(quota)
              .editOrNewStatus()
              .withHard(hard)
              .withUsed(used)
              .endStatus()
              .build());
    }
    return Outcome.requeueAfter(
        hard.keySet().stream().allMatch(UsageCount::isWatched) ? ALWAYS : WHERE_UNWATCHED);
  }
}
