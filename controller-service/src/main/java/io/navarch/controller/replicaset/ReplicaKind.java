package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A kind that keeps a number of equal pods, as the loop that all such kinds share sees it. */
interface ReplicaKind<T extends HasMetadata> {

  /**
   * What an owner asks for.
   *
   * @param minReadySeconds how long a pod must be ready before it is available
   */
  record Wish(
      int replicas,
      int minReadySeconds,
      Predicate<@Nullable Map<String, String>> selector,
      @Nullable PodTemplateSpec template) {

    /** The labels that each pod of the template has. */
    Map<String, String> labels() {
      var metadata = template == null ? null : template.getMetadata();
      return metadata == null || metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    }
  }

  /**
   * What an owner's status tells.
   *
   * @param generation of the spec that this answers; null before the first answer
   * @param trouble what keeps the number from being right
   */
  record Report(ReplicaPlan.Counts counts, @Nullable Long generation, Optional<Trouble> trouble) {}

  /** The condition {@code ReplicaFailure}. */
  record Trouble(String reason, String message, String since) {

    static final String TYPE = "ReplicaFailure";
  }

  /** The class of the owners. */
  Class<T> model();

  /** Names the controller in meters, threads and logs. */
  String controller();

  /** Names the controller in events. */
  String component();

  /** What the owner asks for. */
  Wish wish(T owner);

  /** What the owner's status tells now. */
  Report report(T owner);

  /** The owner with a status that tells this; what else its status holds stays. */
  T telling(T owner, Report report);
}
