package io.navarch.controller.discovery;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.navarch.client.transport.ResourceType;
import java.util.Set;

/** One resource in the version that the API prefers. */
public record ApiResource(ResourceType<GenericKubernetesResource> type, Set<String> verbs) {

  /** Copies what it is given. */
  public ApiResource {
    verbs = Set.copyOf(verbs);
  }

  /** Whether objects can be found and removed. */
  public boolean isDeletable() {
    return can("delete") && can("list");
  }

  /** Whether the API offers a verb. */
  public boolean can(String verb) {
    return verbs.contains(verb);
  }
}
