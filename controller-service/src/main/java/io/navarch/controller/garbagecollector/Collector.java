package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.garbagecollector.OwnersPlan.OwnerState;
import io.navarch.controller.garbagecollector.OwnersPlan.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;

/** Looks at one object at a time, asks the API about it and its owners, and acts. */
@Slf4j
final class Collector {

  private final ApiClient api;
  private final Graph graph;
  private final Kinds kinds;
  private final Consumer<Graph.Work> further;

  Collector(ApiClient api, Graph graph, Kinds kinds, Consumer<Graph.Work> further) {
    this.api = api;
    this.graph = graph;
    this.kinds = kinds;
    this.further = further;
  }

  /** Removes an object if its owners want it so; answers false if it must be looked at again. */
  boolean attemptDelete(String uid) {
    var known = graph.find(uid);
    if (known.isEmpty() || (known.get().isDeleting() && !known.get().deletesDependents())) {
      return true;
    }
    var view = known.get();
    var type = typeOf(view.identity());
    if (type.isEmpty()) {
      return false; // a kind that discovery does not know, or not yet
    }
    var key = keyOf(view.identity(), type.get());
    if (type.get().namespaced() && key.namespace().isEmpty()) {
      return true; // named by something without a namespace: no path leads to it
    }
    var live = api.find(type.get().metadata(), key);
    if (live.isEmpty() || !live.get().getMetadata().getUid().equals(uid)) {
      further.accept(graph.absent(view.identity()));
      return true;
    }
    if (view.isVirtual()) {
      return false; // it exists; its own watch will tell the rest
    }
    if (view.deletesDependents()) {
      return finishForeground(view, type.get(), live.get());
    }
    return act(view, type.get(), live.get());
  }

  private boolean act(Graph.View view, ResourceType<?> type, PartialObjectMetadata live) {
    var verdict =
        OwnersPlan.compute(live, !view.dependents().isEmpty(), owner -> state(live, owner));
    switch (verdict) {
      case Verdict.Keep() -> log.atTrace().addKeyValue("object", ResourceKey.of(live)).log("kept");
      case Verdict.Detach(var uids) -> detach(type, live, uids);
      case Verdict.Delete(var policy) -> {
        if (policy.equals("Foreground")) {
          unblockCycle(view);
        }
        delete(type, live, policy);
      }
    }
    return true;
  }

  /** In a circle of owners that all wait for each other somebody must stop to wait. */
  private void unblockCycle(Graph.View view) {
    if (view.dependents().stream().noneMatch(Graph.View::deletesDependents)) {
      return;
    }
    typeOf(view.identity())
        .ifPresent(type -> {
          var key = keyOf(view.identity(), type);
          var metadata = api.get(type.metadata(), key).getMetadata();
          var references = new ArrayList<OwnerReference>();
          for (var owner : metadata.getOwnerReferences()) {
            references.add(new OwnerReferenceBuilder(owner).withBlockOwnerDeletion(false).build());
          }
          patch(type, key, owners(metadata.getResourceVersion(), references));
        });
  }

  private OwnerState state(PartialObjectMetadata dependent, OwnerReference owner) {
    var type = kinds.find(owner.getApiVersion(), owner.getKind());
    if (type.isEmpty()) {
      throw new UnknownKindException(owner.getApiVersion(), owner.getKind());
    }
    var namespace = dependent.getMetadata().getNamespace();
    if (type.get().namespaced() && (namespace == null || namespace.isEmpty())) {
      return OwnerState.UNREACHABLE; // what has no namespace can't be owned from inside of one
    }
    var key = ResourceKey.of(type.get().namespaced() ? namespace : null, owner.getName());
    var found = api.find(type.get().metadata(), key);
    if (found.isEmpty() || !found.get().getMetadata().getUid().equals(owner.getUid())) {
      return OwnerState.ABSENT;
    }
    var metadata = found.get().getMetadata();
    return metadata.getDeletionTimestamp() != null
            && metadata.getFinalizers().contains(Graph.FOREGROUND)
        ? OwnerState.WAITS_FOR_DEPENDENTS
        : OwnerState.PRESENT;
  }

  private boolean finishForeground(
      Graph.View view, ResourceType<?> type, PartialObjectMetadata live) {
    var blocking =
        view.dependents().stream()
            .filter(dependent -> view.blocking().contains(dependent.identity().uid()))
            .toList();
    if (blocking.isEmpty()) {
      removeFinalizer(type, live, Graph.FOREGROUND);
      return true;
    }
    var work = Graph.Work.nothing();
    blocking.stream()
        .filter(dependent -> !dependent.deletesDependents())
        .forEach(dependent -> work.delete().add(dependent.identity().uid()));
    further.accept(work);
    return true;
  }

  /** Sets an owner's dependents free, then lets the owner go. */
  void attemptOrphan(String uid) {
    var known = graph.find(uid);
    if (known.isEmpty()) {
      return;
    }
    for (var dependent : known.get().dependents()) {
      var type = typeOf(dependent.identity());
      if (type.isPresent()) {
        release(type.get(), keyOf(dependent.identity(), type.get()), uid, dependent);
      }
    }
    var type = typeOf(known.get().identity());
    if (type.isPresent()) {
      api.find(type.get().metadata(), keyOf(known.get().identity(), type.get()))
          .filter(live -> live.getMetadata().getUid().equals(uid))
          .ifPresent(live -> removeFinalizer(type.get(), live, Graph.ORPHAN));
    }
  }

  private void release(ResourceType<?> type, ResourceKey key, String owner, Graph.View dependent) {
    var live = api.find(type.metadata(), key);
    if (live.isPresent() && live.get().getMetadata().getUid().equals(dependent.identity().uid())) {
      detach(type, live.get(), List.of(owner));
    }
  }

  private void detach(ResourceType<?> type, PartialObjectMetadata live, Collection<String> uids) {
    var metadata = live.getMetadata();
    var kept =
        metadata.getOwnerReferences().stream()
            .filter(owner -> !uids.contains(owner.getUid()))
            .toList();
    log.atDebug().addKeyValue("object", ResourceKey.of(live)).log("owners taken from the object");
    patch(type, ResourceKey.of(live), owners(metadata.getResourceVersion(), kept));
  }

  private static Map<String, Object> owners(String version, List<OwnerReference> owners) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("resourceVersion", version);
    metadata.put("ownerReferences", owners);
    return Map.of("metadata", metadata);
  }

  private void removeFinalizer(ResourceType<?> type, PartialObjectMetadata live, String finalizer) {
    var metadata = live.getMetadata();
    var kept = metadata.getFinalizers().stream().filter(f -> !f.equals(finalizer)).toList();
    if (kept.size() < metadata.getFinalizers().size()) {
      patch(
          type,
          ResourceKey.of(live),
          Map.of(
              "metadata",
              Map.of("resourceVersion", metadata.getResourceVersion(), "finalizers", kept)));
    }
  }

  private void patch(ResourceType<?> type, ResourceKey key, Object body) {
    try {
      api.patch(type.metadata(), key, PatchKind.MERGE, body);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  private void delete(ResourceType<?> type, PartialObjectMetadata live, String policy) {
    var options =
        new DeleteOptionsBuilder()
            .withPropagationPolicy(policy)
            .withNewPreconditions()
            .withUid(live.getMetadata().getUid())
            .withResourceVersion(live.getMetadata().getResourceVersion())
            .endPreconditions()
            .build();
    try {
      api.delete(type.metadata(), ResourceKey.of(live), options);
      log.atInfo()
          .addKeyValue("object", ResourceKey.of(live))
          .addKeyValue("resource", type.qualifiedName())
          .log("collected");
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  private Optional<ResourceType<?>> typeOf(Node.Identity identity) {
    return identity.type() != null
        ? Optional.of(identity.type())
        : kinds.find(identity.apiVersion(), identity.kind()).map(type -> type);
  }

  private static ResourceKey keyOf(Node.Identity identity, ResourceType<?> type) {
    return type.namespaced() ? identity.key() : ResourceKey.of(null, identity.key().name());
  }
}
