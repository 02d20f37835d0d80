package io.navarch.nodeagent.manifest;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.navarch.client.informer.Informer;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.pod.PodWorkers;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Keeps in the API one reflection of each Pod that the node declares itself, for users to see. To
 * delete a reflection does not end the Pod: there will be another.
 */
@Slf4j
@Component
class MirrorPods {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);

  private final ApiClient api;
  private final NodeIdentity node;
  private final PodWorkers workers;
  private final Informer<Pod> bound;

  MirrorPods(ApiClient api, NodeIdentity node, PodWorkers workers, Informers informers) {
    this.api = api;
    this.node = node;
    this.workers = workers;
    this.bound = informers.of(PODS, ListQuery.byField("spec.nodeName=" + node.name()));
  }

  void reflect(List<Pod> declared) {
    if (!bound.hasSynced()) {
      return;
    }
    try {
      var wanted = declared.stream().collect(Collectors.toMap(PodSpecs::uid, Function.identity()));
      removeOthers(wanted);
      declared.forEach(this::ensure);
    } catch (ApiException e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("mirror pods are not up to date");
    }
  }

  private void removeOthers(Map<String, Pod> wanted) {
    for (var pod : bound.lister().list()) {
      var reflected = StaticMarks.mirrored(pod);
      if (reflected.isPresent()
          && (!wanted.containsKey(reflected.get()) || PodSpecs.isTerminating(pod))) {
        delete(pod);
      }
    }
  }

  private void delete(Pod mirror) {
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(0L)
            .withNewPreconditions()
            .withUid(PodSpecs.uid(mirror))
            .endPreconditions()
            .build();
    try {
      api.delete(PODS, ResourceKey.of(mirror), options);
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  private void ensure(Pod pod) {
    if (bound.lister().find(ResourceKey.of(pod)).isPresent()) {
      return;
    }
    var owner = api.find(NODES, ResourceKey.of("", node.name()));
    if (owner.isEmpty()) {
      return;
    }
    var mirror =
        new PodBuilder(pod)
            .editMetadata()
            .withUid(null)
            .withGeneration(null)
            .addToAnnotations(StaticMarks.MIRROR, PodSpecs.uid(pod))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("Node")
                    .withName(node.name())
                    .withUid(owner.get().getMetadata().getUid())
                    .withController(true)
                    .build())
            .endMetadata()
            .build();
    try {
      api.create(mirror);
      workers.tellAgain(PodSpecs.uid(pod));
    } catch (ApiException e) {
      if (!e.isConflict()) {
        throw e;
      }
    }
  }
}
