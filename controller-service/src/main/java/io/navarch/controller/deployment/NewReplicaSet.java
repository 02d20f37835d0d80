package io.navarch.controller.deployment;

import static io.navarch.controller.deployment.DeploymentConditions.PROGRESSING;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.TemplateHash;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/** Makes sure that the ReplicaSet of the deployment's present template exists and is marked. */
@RequiredArgsConstructor
final class NewReplicaSet {

  private static final ResourceType<ReplicaSet> SETS = ResourceType.of(ReplicaSet.class);

  private final ApiClient api;
  private final EventRecorder events;
  private final DeploymentActions actions;
  private final Clock clock;

  /** The deployment and its newest set as they are after this step. */
  record Result(Deployment deployment, Optional<ReplicaSet> newest) {}

  /** Marks the set if it exists. */
  Result mark(Deployment deployment, RevisionPlan plan) {
    if (plan.newest().isEmpty()) {
      return new Result(deployment, Optional.empty());
    }
    var known = plan.newest().get();
    var marked = plan.marked(deployment, known);
    if (!marked.equals(known)) {
      marked = api.update(marked);
    }
    var message = "Found new replica set \"%s\"".formatted(marked.getMetadata().getName());
    var status = statusOf(deployment);
    if (Rollout.hasDeadline(deployment)
        && DeploymentConditions.find(status, PROGRESSING).isEmpty()) {
      status = progressing(status, "True", "FoundNewReplicaSet", message);
    }
    var revision = Rollout.annotation(marked, Rollout.REVISION);
    return new Result(
        write(deployment, status, revision == null ? "" : revision), Optional.of(marked));
  }

  /** Marks the set, or creates it if it does not exist. */
  Result ensure(Deployment deployment, RevisionPlan plan) {
    if (plan.newest().isPresent()) {
      return mark(deployment, plan);
    }
    var wanted = plan.created(deployment);
    try {
      return announced(deployment, plan, api.create(wanted));
    } catch (ApiException e) {
      if (e.isAlreadyExists()) {
        return existing(deployment, plan, wanted, e);
      }
      if (!e.hasCause("NamespaceTerminating")) {
        tellFailed(deployment, wanted, e);
      }
      throw e;
    }
  }

  private Result announced(Deployment deployment, RevisionPlan plan, ReplicaSet created) {
    int size = Rollout.wanted(created);
    if (size > 0) {
      actions.tellScaled(deployment, created, 0, size);
    }
    var status = statusOf(deployment);
    if (Rollout.hasDeadline(deployment)) {
      var message = "Created new replica set \"%s\"".formatted(created.getMetadata().getName());
      status = progressing(status, "True", "NewReplicaSetCreated", message);
    }
    return new Result(
        write(deployment, status, Long.toString(plan.revision())), Optional.of(created));
  }

  /** The name is taken: by this very set, which the cache did not show, or by another template. */
  private Result existing(
      Deployment deployment, RevisionPlan plan, ReplicaSet wanted, ApiException cause) {
    var found = api.find(SETS, ResourceKey.of(wanted));
    if (found.isPresent()
        && Owners.controls(deployment, found.get())
        && TemplateHash.isSame(
            found.get().getSpec().getTemplate(), wanted.getSpec().getTemplate())) {
      var revision = Long.toString(plan.revision());
      return new Result(write(deployment, statusOf(deployment), revision), found);
    }
    var status = statusOf(deployment);
    actions.writeStatus(
        deployment,
        new DeploymentStatusBuilder(status)
            .withCollisionCount(Numbers.orZero(status.getCollisionCount()) + 1)
            .build());
    throw cause;
  }

  private void tellFailed(Deployment deployment, ReplicaSet wanted, ApiException e) {
    var message =
        "Failed to create new replica set \"%s\": %s"
            .formatted(wanted.getMetadata().getName(), e.getMessage());
    if (Rollout.hasDeadline(deployment)) {
      actions.writeStatus(
          deployment, progressing(statusOf(deployment), "False", "ReplicaSetCreateError", message));
    }
    events.warning(deployment, "ReplicaSetCreateError", message);
  }

  private DeploymentStatus progressing(
      DeploymentStatus status, String value, String reason, String message) {
    return DeploymentConditions.set(
        status, DeploymentConditions.make(PROGRESSING, value, reason, message, clock.instant()));
  }

  /** The status may carry annotations along, so the revision is written with it. */
  private Deployment write(Deployment deployment, DeploymentStatus status, String revision) {
    var annotations = deployment.getMetadata().getAnnotations();
    var known = annotations == null ? null : annotations.get(Rollout.REVISION);
    if (revision.equals(known) && Objects.equals(deployment.getStatus(), status)) {
      return deployment;
    }
    return api.updateStatus(
        new DeploymentBuilder(deployment)
            .editMetadata()
            .addToAnnotations(Map.of(Rollout.REVISION, revision))
            .endMetadata()
            .withStatus(status)
            .build());
  }

  private static DeploymentStatus statusOf(Deployment deployment) {
    return deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
  }
}
