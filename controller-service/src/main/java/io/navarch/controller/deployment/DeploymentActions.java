package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;

/** Writes what was decided about a deployment's sets and status. */
@RequiredArgsConstructor
final class DeploymentActions {

  private static final ResourceType<ReplicaSet> SETS = ResourceType.of(ReplicaSet.class);

  private final ApiClient api;
  private final EventRecorder events;

  /** Gives each set its size and marks; tells of changed sizes. */
  void scale(Deployment deployment, ScalePlan plan) {
    for (var step : plan.steps()) {
      scale(deployment, step.set(), step.size());
    }
  }

  private void scale(Deployment deployment, ReplicaSet set, int size) {
    var known = set.getMetadata().getAnnotations();
    Map<String, String> annotations = new HashMap<>(known == null ? Map.of() : known);
    RevisionPlan.mark(deployment, annotations);
    int before = Rollout.wanted(set);
    if (size == before && annotations.equals(known)) {
      return;
    }
    api.update(
        new ReplicaSetBuilder(set)
            .editMetadata()
            .withAnnotations(annotations)
            .endMetadata()
            .editSpec()
            .withReplicas(size)
            .endSpec()
            .build());
    if (size != before) {
      tellScaled(deployment, set, before, size);
    }
  }

  void tellScaled(Deployment deployment, ReplicaSet set, int before, int size) {
    events.normal(
        deployment,
        "ScalingReplicaSet",
        "Scaled %s replica set %s from %d to %d"
            .formatted(size > before ? "up" : "down", set.getMetadata().getName(), before, size));
  }

  /** Removes sets that the history has no room for. */
  void delete(List<ReplicaSet> sets) {
    for (var set : sets) {
      var options =
          new DeleteOptionsBuilder()
              .withPropagationPolicy("Background")
              .withNewPreconditions()
              .withUid(set.getMetadata().getUid())
              .endPreconditions()
              .build();
      try {
        api.delete(SETS, ResourceKey.of(set), options);
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  /** Writes a status that differs from the known one. */
  Deployment writeStatus(Deployment deployment, DeploymentStatus status) {
    return Objects.equals(deployment.getStatus(), status)
        ? deployment
        : api.updateStatus(new DeploymentBuilder(deployment).withStatus(status).build());
  }
}
