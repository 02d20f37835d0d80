package io.navarch.nodeagent.reference;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informer;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * The ConfigMaps and Secrets that Pods of this node refer to. Each is watched by its name while a
 * Pod needs it, so that changes reach Pods at once and nothing else is ever read.
 */
@Component
@RequiredArgsConstructor
public class ReferencedObjects {

  private static final ResourceType<ConfigMap> CONFIG_MAPS = ResourceType.of(ConfigMap.class);
  private static final ResourceType<Secret> SECRETS = ResourceType.of(Secret.class);

  private record Reference(ResourceType<?> type, ResourceKey key) {

    ListQuery query() {
      return new ListQuery(key.namespace(), "", "metadata.name=" + key.name());
    }
  }

  private final ApiClient api;
  private final Informers informers;
  private final Map<Reference, Set<String>> users = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Hands the uid of each Pod of which a referenced object has changed to a listener. */
  public void subscribe(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** A ConfigMap in the Pod's namespace, if it exists. */
  public Optional<ConfigMap> configMap(Pod pod, String name) {
    return find(CONFIG_MAPS, pod, name);
  }

  /** A Secret in the Pod's namespace, if it exists. */
  public Optional<Secret> secret(Pod pod, String name) {
    return find(SECRETS, pod, name);
  }

  private <T extends HasMetadata> Optional<T> find(ResourceType<T> type, Pod pod, String name) {
    var key = ResourceKey.of(pod.getMetadata().getNamespace(), name);
    var reference = new Reference(type, key);
    var informer = informers.of(type, reference.query());
    var uid = PodSpecs.uid(pod);
    users.compute(
        reference,
        (_, present) -> {
          if (present == null) {
            follow(informer, reference);
          }
          Set<String> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(uid);
          return all;
        });
    var cached = informer.hasSynced() ? informer.lister().find(key) : Optional.<T>empty();
    return cached.isPresent() ? cached : api.find(type, key);
  }

  private <T extends HasMetadata> void follow(Informer<T> informer, Reference reference) {
    informer.subscribe(event -> {
      if (!(event instanceof CacheEvent.Added<T>)) {
        users.getOrDefault(reference, Set.of()).forEach(this::tell);
      }
    });
  }

  private void tell(String uid) {
    listeners.forEach(listener -> listener.accept(uid));
  }

  /** A Pod needs nothing any more. */
  public void forget(String uid) {
    users
        .entrySet()
        .removeIf(entry -> {
          entry.getValue().remove(uid);
          if (entry.getValue().isEmpty()) {
            informers.drop(entry.getKey().type(), entry.getKey().query());
            return true;
          }
          return false;
        });
  }
}
