package io.navarch.nodeagent.reference;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Reads the ConfigMaps and Secrets that Pods refer to. */
@Component
@RequiredArgsConstructor
public class ReferencedObjects {

  private final ApiClient api;

  /** A ConfigMap, if it exists. */
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return find(ConfigMap.class, namespace, name);
  }

  /** A Secret, if it exists. */
  public Optional<Secret> secret(String namespace, String name) {
    return find(Secret.class, namespace, name);
  }

  private <T extends HasMetadata> Optional<T> find(Class<T> model, String namespace, String name) {
    return api.find(ResourceType.of(model), ResourceKey.of(namespace, name));
  }
}
