package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the owner's claims true: adopts what it should have, releases what it should not. */
@Component
@RequiredArgsConstructor
public class Claims {

  private final ApiClient api;

  /** What the owner controls after adopting and releasing. */
  public <T extends HasMetadata> List<T> claim(
      HasMetadata owner,
      Predicate<@Nullable Map<String, String>> selector,
      ResourceType<T> type,
      List<T> candidates) {
    return claim(owner, selector, type, candidates, List.of());
  }

  /** As the other, and what is adopted gets finalizers. */
  public <T extends HasMetadata> List<T> claim(
      HasMetadata owner,
      Predicate<@Nullable Map<String, String>> selector,
      ResourceType<T> type,
      List<T> candidates,
      List<String> finalizers) {
    var plan = ClaimPlan.compute(owner, selector, candidates);
    var owned = new ArrayList<>(plan.owned());
    if (!plan.adopt().isEmpty()) {
      requireAlive(owner);
      for (var object : plan.adopt()) {
        owned.add(adopt(owner, type, object, finalizers));
      }
    }
    for (var object : plan.release()) {
      release(owner, type, object);
    }
    return List.copyOf(owned);
  }

  /** An owner that is being deleted must not adopt; only the server knows for certain. */
  private void requireAlive(HasMetadata owner) {
    var type = ResourceType.of(owner.getClass()).metadata();
    var live = api.get(type, ResourceKey.of(owner)).getMetadata();
    if (!live.getUid().equals(owner.getMetadata().getUid())) {
      throw new IllegalStateException(
          "original %s %s is gone: got uid %s, wanted %s"
              .formatted(
                  owner.getKind(),
                  ResourceKey.of(owner),
                  live.getUid(),
                  owner.getMetadata().getUid()));
    }
    if (live.getDeletionTimestamp() != null) {
      throw new IllegalStateException(
          "%s %s has just been deleted at %s"
              .formatted(owner.getKind(), ResourceKey.of(owner), live.getDeletionTimestamp()));
    }
  }

  private <T extends HasMetadata> T adopt(
      HasMetadata owner, ResourceType<T> type, T object, List<String> finalizers) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("ownerReferences", List.of(Owners.controlledBy(owner)));
    metadata.put("uid", object.getMetadata().getUid());
    if (!finalizers.isEmpty()) {
      metadata.put("finalizers", finalizers);
    }
    return api.patch(
        type, ResourceKey.of(object), PatchKind.STRATEGIC, Map.of("metadata", metadata));
  }

  private <T extends HasMetadata> void release(HasMetadata owner, ResourceType<T> type, T object) {
    var reference = Map.of("$patch", "delete", "uid", owner.getMetadata().getUid());
    var body =
        Map.of(
            "metadata",
            Map.of("ownerReferences", List.of(reference), "uid", object.getMetadata().getUid()));
    try {
      api.patch(type, ResourceKey.of(object), PatchKind.STRATEGIC, body);
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isInvalid()) {
        throw e; // gone, or replaced by another of that name: released already
      }
    }
  }
}
