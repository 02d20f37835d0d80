package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ResourceKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds who might adopt an object that nobody controls. */
public final class Orphans {

  private Orphans() {}

  /** The owners in the object's namespace whose selector picks it. */
  public static <T extends HasMetadata> Collection<ResourceKey> takers(
      HasMetadata object,
      Lister<T> owners,
      Function<T, Predicate<@Nullable Map<String, String>>> selector) {
    if (Owners.controller(object).isPresent()
        || object.getMetadata().getDeletionTimestamp() != null
        || object.getMetadata().getLabels() == null) {
      return List.of();
    }
    return owners.inNamespace(object.getMetadata().getNamespace()).stream()
        .filter(owner -> selector.apply(owner).test(object.getMetadata().getLabels()))
        .map(ResourceKey::of)
        .toList();
  }
}
