package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.TemplateHash;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which ReplicaSet is the deployment's present one and which revision it has. Pure.
 *
 * @param newest the set whose template is the deployment's, if there is one
 * @param old all others
 * @param revision the number that the newest set has or will have
 */
record RevisionPlan(Optional<ReplicaSet> newest, List<ReplicaSet> old, long revision) {

  private static final int LONGEST_HISTORY = 2000;
  private static final Set<String> NOT_INHERITED =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          Rollout.REVISION,
          Rollout.HISTORY,
          Rollout.DESIRED,
          Rollout.MAX,
          "deprecated.deployment.rollback.to");

  static RevisionPlan compute(Deployment deployment, List<ReplicaSet> sets) {
    var newest =
        sets.stream()
            .sorted(Rollout.OLDEST_FIRST)
            .filter(set ->
                TemplateHash.isSame(
                    set.getSpec().getTemplate(), deployment.getSpec().getTemplate()))
            .findFirst();
    var old =
        sets.stream()
            .filter(set -> newest.isEmpty() || !set.equals(newest.get()))
            .sorted(Rollout.OLDEST_FIRST)
            .toList();
    long highest = old.stream().mapToLong(Rollout::revision).max().orElse(0);
    return new RevisionPlan(newest, old, highest + 1);
  }

  /** The newest set with the marks it should carry; the same one if it carries them. */
  ReplicaSet marked(Deployment deployment, ReplicaSet set) {
    Map<String, String> annotations = new HashMap<>(orEmpty(set.getMetadata().getAnnotations()));
    inherit(deployment, annotations);
    var before = annotations.get(Rollout.REVISION);
    if (Rollout.number(before) < revision) {
      annotations.put(Rollout.REVISION, Long.toString(revision));
      if (before != null) {
        annotations.put(Rollout.HISTORY, history(annotations.get(Rollout.HISTORY), before));
      }
    }
    return new ReplicaSetBuilder(set)
        .editMetadata()
        .withAnnotations(annotations)
        .endMetadata()
        .editSpec()
        .withMinReadySeconds(deployment.getSpec().getMinReadySeconds())
        .endSpec()
        .build();
  }

  /** The revisions that a set had before, the eldest forgotten when they become too many. */
  private static String history(@Nullable String known, String last) {
    var history = known == null || known.isEmpty() ? last : known + "," + last;
    while (history.length() > LONGEST_HISTORY && history.indexOf(',') >= 0) {
      history = history.substring(history.indexOf(',') + 1);
    }
    return history;
  }

  /** The set to create for the deployment's template. */
  ReplicaSet created(Deployment deployment) {
    var template = deployment.getSpec().getTemplate();
    var status = deployment.getStatus();
    var hash = TemplateHash.of(template, status == null ? null : status.getCollisionCount());
    var labels = withHash(template, hash);
    Map<String, String> annotations = new HashMap<>();
    inherit(deployment, annotations);
    annotations.put(Rollout.REVISION, Long.toString(revision));
    mark(deployment, annotations);
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withNamespace(deployment.getMetadata().getNamespace())
        .withName(name(deployment.getMetadata().getName(), hash))
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(Owners.controlledBy(deployment))
        .endMetadata()
        .withNewSpec()
        .withReplicas(Rollout.nextSize(deployment, Rollout.wanted(old), 0))
        .withMinReadySeconds(deployment.getSpec().getMinReadySeconds())
        .withNewSelectorLike(deployment.getSpec().getSelector())
        .addToMatchLabels(TemplateHash.LABEL, hash)
        .endSelector()
        .withTemplate(
            new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .build())
        .endSpec()
        .build();
  }

  /** The sets that the history has no room for, oldest revision first. */
  List<ReplicaSet> outdated(Deployment deployment) {
    var limit = deployment.getSpec().getRevisionHistoryLimit();
    if (limit == null || limit == Integer.MAX_VALUE) {
      return List.of();
    }
    var alive =
        old.stream().filter(set -> set.getMetadata().getDeletionTimestamp() == null).toList();
    return alive.stream()
        .sorted(
            Comparator.<ReplicaSet>comparingLong(Rollout::revision)
                .thenComparing(Rollout.OLDEST_FIRST))
        .limit(Math.max(0, alive.size() - limit))
        .filter(RevisionPlan::isIdle)
        .toList();
  }

  private static boolean isIdle(ReplicaSet set) {
    var status = set.getStatus();
    return Rollout.actual(set) == 0
        && Rollout.wanted(set) == 0
        && status != null
        && status.getObservedGeneration() != null
        && set.getMetadata().getGeneration() <= status.getObservedGeneration();
  }

  /** Renews the marks by which a later change of the wanted number is seen and shared out. */
  static void mark(Deployment deployment, Map<String, String> annotations) {
    int wanted = Rollout.wanted(deployment);
    annotations.put(Rollout.DESIRED, Integer.toString(wanted));
    annotations.put(Rollout.MAX, Integer.toString(wanted + Rollout.maxSurge(deployment)));
  }

  private static void inherit(Deployment deployment, Map<String, String> annotations) {
    orEmpty(deployment.getMetadata().getAnnotations())
        .forEach((name, value) -> {
          if (!NOT_INHERITED.contains(name)) {
            annotations.put(name, value);
          }
        });
  }

  private static Map<String, String> withHash(PodTemplateSpec template, String hash) {
    var metadata = template.getMetadata();
    Map<String, String> labels =
        new HashMap<>(orEmpty(metadata == null ? null : metadata.getLabels()));
    labels.put(TemplateHash.LABEL, hash);
    return labels;
  }

  /** Names are limited to what generated pod names leave room for. */
  private static String name(String deployment, String hash) {
    int room = 252 - hash.length();
    return (deployment.length() > room ? deployment.substring(0, room) : deployment) + "-" + hash;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
