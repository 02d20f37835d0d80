package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.navarch.client.transport.ApiException;
import io.navarch.controller.podcontrol.Batches;
import io.navarch.controller.podcontrol.PodControl;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Does what a {@link ReplicaPlan} says. */
@RequiredArgsConstructor
final class ReplicaActions {

  private final PodControl control;

  /**
   * What could not be done.
   *
   * @param reason as the ReplicaFailure condition names it
   * @param isFinal trying again is useless, because the namespace goes
   */
  record Failure(String reason, String message, boolean isFinal, RuntimeException cause) {}

  Optional<Failure> act(HasMetadata owner, @Nullable PodTemplateSpec template, ReplicaPlan plan) {
    if (plan.create() > 0 && template != null) {
      var pod = PodControl.fromTemplate(owner, template);
      return Batches.slowStart(plan.create(), () -> control.create(owner, pod))
          .map(e -> failure("FailedCreate", e));
    }
    if (!plan.delete().isEmpty()) {
      var steps =
          plan.delete().stream().<Runnable>map(pod -> () -> control.delete(owner, pod)).toList();
      return Batches.all(steps).map(e -> failure("FailedDelete", e));
    }
    return Optional.empty();
  }

  private static Failure failure(String reason, RuntimeException e) {
    boolean isFinal = e instanceof ApiException refused && refused.hasCause("NamespaceTerminating");
    return new Failure(reason, String.valueOf(e.getMessage()), isFinal, e);
  }
}
