package io.navarch.scheduler.framework;

import io.navarch.scheduler.framework.PreFilterResult.OnlyNodes;
import io.navarch.scheduler.framework.PreFilterResult.Proceed;
import io.navarch.scheduler.framework.PreFilterResult.Rejected;
import io.navarch.scheduler.framework.PreFilterResult.Skip;
import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks the plugins of a profile, in its order, and keeps to the rules between them; measures each
 * extension point. Thread-safe.
 */
public final class PluginRunner {

  private final Profile profile;
  private final ExtensionPointMeters meters;
  private final List<PreFilterPlugin> preFilters;
  private final List<FilterPlugin> filters;
  private final List<PreScorePlugin> preScores;
  private final List<ScorePlugin> scores;

  public PluginRunner(Profile profile, ExtensionPointMeters meters) {
    this.profile = profile;
    this.meters = meters;
    this.preFilters = profile.at(PreFilterPlugin.class);
    this.filters = profile.at(FilterPlugin.class);
    this.preScores = profile.at(PreScorePlugin.class);
    this.scores = profile.at(ScorePlugin.class);
  }

  /** The profile whose plugins are asked. */
  public Profile profile() {
    return profile;
  }

  /**
   * What the PreFilter plugins said.
   *
   * @param only the nodes left by those that named some, or null for all
   * @param narrowedBy the plugins that named some
   * @param skipped plugins whose Filter has nothing to say
   */
  public record Prepared(
      @Nullable Set<String> only,
      SortedSet<String> narrowedBy,
      Set<String> skipped,
      Optional<Diagnosis> refusal) {

    /** What is said of a node that was not named: in the words of kube-scheduler. */
    public Optional<Diagnosis.NodeVerdict> refusalOf(NodeInfo node) {
      return only == null || only.contains(node.name())
          ? Optional.empty()
          : Optional.of(
              new Diagnosis.NodeVerdict(
                  narrowedBy.first(),
                  new Verdict.Rejected(
                      List.of(
                          "node(s) didn't satisfy plugin(s) [%s]"
                              .formatted(String.join(" ", narrowedBy))),
                      false)));
    }
  }

  /** Runs all PreFilter plugins until one rules everything out. */
  public Prepared preFilter(CycleState state, PodInfo pod, ClusterSnapshot snapshot) {
    return meters.time(
        ExtensionPoint.PRE_FILTER, profile, () -> preFilterAll(state, pod, snapshot));
  }

  private Prepared preFilterAll(CycleState state, PodInfo pod, ClusterSnapshot snapshot) {
    @Nullable Set<String> only = null;
    var narrowedBy = new TreeSet<String>();
    var skipped = new HashSet<String>();
    int total = snapshot.nodes().size();
    for (var plugin : preFilters) {
      switch (plugin.preFilter(state, pod, snapshot)) {
        case Proceed() -> {}
        case Skip() -> skipped.add(plugin.name());
        case OnlyNodes(var names) -> {
          only = intersection(only, names);
          narrowedBy.add(plugin.name());
        }
        case Rejected(var reason) -> {
          return new Prepared(
              only,
              narrowedBy,
              skipped,
              Optional.of(Diagnosis.ofPreFilter(total, plugin.name(), reason)));
        }
      }
    }
    return new Prepared(only, narrowedBy, skipped, Optional.empty());
  }

  private static Set<String> intersection(@Nullable Set<String> left, Set<String> right) {
    if (left == null) {
      return right;
    }
    var both = new HashSet<>(left);
    both.retainAll(right);
    return both;
  }

  /** The first rejection of a node, or empty if the Pod fits. */
  public Optional<Diagnosis.NodeVerdict> filter(
      CycleState state, PodInfo pod, NodeInfo node, Set<String> skipped) {
    for (var plugin : filters) {
      if (!skipped.contains(plugin.name())
          && plugin.filter(state, pod, node) instanceof Verdict.Rejected rejected) {
        return Optional.of(new Diagnosis.NodeVerdict(plugin.name(), rejected));
      }
    }
    return Optional.empty();
  }

  /** The weighted sum of all scores for each node, in the order of the nodes. */
  public List<NodeScore> score(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    return meters.time(ExtensionPoint.SCORE, profile, () -> scoreAll(state, pod, feasible));
  }

  private List<NodeScore> scoreAll(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    var silent = new HashSet<String>();
    preScores.stream()
        .filter(p -> !p.preScore(state, pod, feasible))
        .forEach(p -> silent.add(p.name()));
    var totals = new long[feasible.size()];
    for (var plugin : scores) {
      if (!silent.contains(plugin.name())) {
        var own = feasible.stream().mapToLong(node -> plugin.score(state, pod, node)).toArray();
        normalize(own, plugin.normalization());
        int weight = profile.weight(plugin);
        Arrays.setAll(totals, i -> totals[i] + weight * own[i]);
      }
    }
    var result = new ArrayList<NodeScore>(totals.length);
    for (int i = 0; i < totals.length; i++) {
      result.add(new NodeScore(feasible.get(i).name(), totals[i]));
    }
    return result;
  }

  private static void normalize(long[] scores, ScorePlugin.Normalization normalization) {
    if (normalization == ScorePlugin.Normalization.NONE) {
      return;
    }
    boolean reverse = normalization == ScorePlugin.Normalization.LOWER_IS_BETTER;
    long highest = Arrays.stream(scores).max().orElse(0);
    for (int i = 0; i < scores.length; i++) {
      long scaled = highest == 0 ? 0 : scores[i] * ScorePlugin.MAX_SCORE / highest;
      scores[i] = reverse ? ScorePlugin.MAX_SCORE - scaled : scaled;
    }
  }

  /** Asks the PostFilter plugins in turn until one makes room; empty if there is none. */
  public Optional<NominationResult> postFilter(
      CycleState state, PodInfo pod, Diagnosis diagnosis, ClusterSnapshot snapshot) {
    Optional<NominationResult> last = Optional.empty();
    for (var plugin : profile.at(PostFilterPlugin.class)) {
      last = Optional.of(plugin.postFilter(state, pod, diagnosis, snapshot));
      if (last.get() instanceof NominationResult.Nominated) {
        break;
      }
    }
    return last;
  }

  /** Why a Pod may not be queued, by the first plugin that holds it back. */
  public Optional<Diagnosis.NodeVerdict> holdBack(PodInfo pod) {
    for (var plugin : profile.at(PreEnqueuePlugin.class)) {
      var reason = plugin.holdBack(pod);
      if (reason.isPresent()) {
        return Optional.of(
            new Diagnosis.NodeVerdict(
                plugin.name(), new Verdict.Rejected(List.of(reason.get()), false)));
      }
    }
    return Optional.empty();
  }

  /** Whether an event may change the mind of one of the plugins that rejected a Pod. */
  public boolean mayHelp(ClusterEvent event, Set<String> rejectedBy) {
    return filters.stream()
        .anyMatch(p -> rejectedBy.contains(p.name()) && p.wakesOn().contains(event));
  }
}
