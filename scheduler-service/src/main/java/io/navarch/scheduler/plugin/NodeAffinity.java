package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.PreFilterPlugin;
import io.navarch.scheduler.framework.PreFilterResult;
import io.navarch.scheduler.framework.PreScorePlugin;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Heeds {@code nodeSelector} and node affinity. */
@Component
final class NodeAffinity implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin {

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, ClusterSnapshot snapshot) {
    var required = required(pod);
    if (required.isEmpty()) {
      return selects(pod) ? new PreFilterResult.Proceed() : new PreFilterResult.Skip();
    }
    return named(required.get())
        .<PreFilterResult>map(names ->
            names.isEmpty()
                ? new PreFilterResult.Rejected("pod affinity terms conflict")
                : new PreFilterResult.OnlyNodes(names))
        .orElseGet(PreFilterResult.Proceed::new);
  }

  /** The nodes that the terms name, if every term names some: then no other node need be tried. */
  private static Optional<Set<String>> named(List<NodeSelectorTerm> terms) {
    var all = new HashSet<String>();
    for (var term : terms) {
      var names = namedBy(term);
      if (names.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(names.get());
    }
    return Optional.of(all);
  }

  private static Optional<Set<String>> namedBy(NodeSelectorTerm term) {
    Optional<Set<String>> names = Optional.empty();
    for (var field : term.getMatchFields()) {
      if (field.getKey().equals("metadata.name") && field.getOperator().equals("In")) {
        var both = new HashSet<>(field.getValues());
        names.ifPresent(both::retainAll);
        names = Optional.of(both);
      }
    }
    return names;
  }

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    var selector = pod.pod().getSpec().getNodeSelector();
    boolean selected =
        selector == null || node.labels().entrySet().containsAll(selector.entrySet());
    boolean affine =
        required(pod)
            .map(terms -> terms.stream().anyMatch(t -> NodeSelection.matches(t, node)))
            .orElse(true);
    return selected && affine
        ? Verdict.FITS
        : Verdict.unresolvable("node(s) didn't match Pod's node affinity/selector");
  }

  @Override
  public boolean preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    var affinity = affinity(pod);
    return affinity.isPresent()
        && !affinity.get().getPreferredDuringSchedulingIgnoredDuringExecution().isEmpty();
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return affinity(pod).stream()
        .flatMap(affinity -> affinity.getPreferredDuringSchedulingIgnoredDuringExecution().stream())
        .filter(term -> NodeSelection.matches(term.getPreference(), node))
        .mapToLong(term -> term.getWeight())
        .sum();
  }

  @Override
  public Normalization normalization() {
    return Normalization.HIGHER_IS_BETTER;
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(
        ClusterEvent.NODE_ADDED, ClusterEvent.NODE_LABEL_CHANGED, ClusterEvent.POD_UPDATED);
  }

  private static boolean selects(PodInfo pod) {
    var selector = pod.pod().getSpec().getNodeSelector();
    return selector != null && !selector.isEmpty();
  }

  private static Optional<List<NodeSelectorTerm>> required(PodInfo pod) {
    return affinity(pod)
        .map(
            io.fabric8.kubernetes.api.model.NodeAffinity
                ::getRequiredDuringSchedulingIgnoredDuringExecution)
        .map(selector -> selector.getNodeSelectorTerms());
  }

  private static Optional<io.fabric8.kubernetes.api.model.NodeAffinity> affinity(PodInfo pod) {
    return Optional.ofNullable(pod.pod().getSpec().getAffinity())
        .map(affinity -> affinity.getNodeAffinity());
  }
}
