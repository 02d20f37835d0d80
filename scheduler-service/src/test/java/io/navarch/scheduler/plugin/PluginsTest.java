package io.navarch.scheduler.plugin;

import static io.navarch.testing.fixtures.NodeFixture.aNode;
import static io.navarch.testing.fixtures.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.PreFilterResult;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.ClusterCache;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.PodRequests;
import io.navarch.scheduler.snapshot.ResourceIndex;
import io.navarch.testing.fixtures.NodeFixture;
import io.navarch.testing.fixtures.PodFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each default plugin heeds what it is for. */
class PluginsTest {

  private final ResourceIndex index = new ResourceIndex();
  private final PodRequests requests = new PodRequests(index);
  private final CycleState state = new CycleState();

  private PodInfo pod(PodFixture fixture) {
    return PodInfo.of(fixture.build(), requests);
  }

  private NodeInfo node(NodeFixture fixture) {
    return NodeInfo.empty(fixture.build(), requests);
  }

  private Verdict verdict(FilterPlugin plugin, PodFixture pod, NodeInfo node) {
    return plugin.filter(state, pod(pod), node);
  }

  @Nested
  class Resources {

    private final NodeResourcesFit fit = new NodeResourcesFit(index);

    @Test
    void namesEveryResourceThatIsShort() {
      var verdict =
          verdict(
              fit, aPod("a").requesting("cpu", "5").requesting("memory", "9Gi"), node(aNode("n")));

      assertThat(verdict)
          .isEqualTo(
              new Verdict.Rejected(List.of("Insufficient cpu", "Insufficient memory"), false));
    }

    @Test
    void letsPreemptionHelpWhereTheNodeIsLargeEnough() {
      var full = node(aNode("n")).plus(pod(aPod("b").requesting("cpu", "3").on("n")));

      assertThat(verdict(fit, aPod("a").requesting("cpu", "2"), full))
          .isEqualTo(Verdict.rejected("Insufficient cpu"));
    }

    @Test
    void countsThePodsThemselves() {
      var full = node(aNode("n").having("pods", "1")).plus(pod(aPod("b").on("n")));

      assertThat(verdict(fit, aPod("a"), full)).isEqualTo(Verdict.rejected("Too many pods"));
    }

    @Test
    void doesNotMissAnExtendedResourceTheNodeDoesNotHave() {
      assertThat(verdict(fit, aPod("a").requesting("example.com/gpu", "1"), node(aNode("n"))))
          .isEqualTo(Verdict.unresolvable("Insufficient example.com/gpu"));
    }

    @Test
    void prefersTheEmptierNode() {
      var busy =
          node(aNode("n"))
              .plus(pod(aPod("b").requesting("cpu", "2").requesting("memory", "4Gi").on("n")));
      var wanting = pod(aPod("a").requesting("cpu", "1").requesting("memory", "1Gi"));

      assertThat(fit.score(state, wanting, node(aNode("m"))))
          .isGreaterThan(fit.score(state, wanting, busy));
    }

    @Test
    void balancedAllocationPrefersEvenUse() {
      var balanced = new NodeResourcesBalancedAllocation();
      var even = pod(aPod("a").requesting("cpu", "2").requesting("memory", "4Gi"));
      var skewed = pod(aPod("b").requesting("cpu", "4").requesting("memory", "1Gi"));

      assertThat(balanced.score(state, even, node(aNode("n")))).isEqualTo(100);
      assertThat(balanced.score(state, skewed, node(aNode("n")))).isLessThan(70);
    }
  }

  @Nested
  class Taints {

    private final TaintToleration plugin = new TaintToleration();

    @Test
    void keepsPodsOffHardTaintsTheyDoNotTolerate() {
      var tainted = node(aNode("n").tainted("dedicated", "NoSchedule"));

      assertThat(verdict(plugin, aPod("a"), tainted))
          .isEqualTo(Verdict.unresolvable("node(s) had untolerated taint(s)"));
      assertThat(verdict(plugin, aPod("a").tolerating("dedicated"), tainted))
          .isEqualTo(Verdict.FITS);
    }

    @Test
    void countsSoftTaintsOnlyInTheScore() {
      var soft = node(aNode("n").tainted("busy", "PreferNoSchedule"));

      assertThat(verdict(plugin, aPod("a"), soft)).isEqualTo(Verdict.FITS);
      assertThat(plugin.score(state, pod(aPod("a")), soft)).isEqualTo(1);
    }

    @Test
    void keepsPodsOffCordonedNodes() {
      var cordoned = node(aNode("n").cordoned());

      assertThat(verdict(new NodeUnschedulable(), aPod("a"), cordoned))
          .isEqualTo(Verdict.unresolvable("node(s) were unschedulable"));
      assertThat(
              verdict(
                  new NodeUnschedulable(),
                  aPod("a").tolerating("node.kubernetes.io/unschedulable"),
                  cordoned))
          .isEqualTo(Verdict.FITS);
    }
  }

  @Nested
  class Affinity {

    private final NodeAffinity plugin = new NodeAffinity();

    private PodFixture requiring(NodeSelectorTerm... terms) {
      return aPod("a")
          .with(b ->
              b.editSpec()
                  .withNewAffinity()
                  .withNewNodeAffinity()
                  .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                  .withNodeSelectorTerms(terms)
                  .endRequiredDuringSchedulingIgnoredDuringExecution()
                  .endNodeAffinity()
                  .endAffinity()
                  .endSpec());
    }

    private NodeSelectorTerm term(String key, String operator, String... values) {
      return new NodeSelectorTermBuilder()
          .addNewMatchExpression()
          .withKey(key)
          .withOperator(operator)
          .withValues(values)
          .endMatchExpression()
          .build();
    }

    @Test
    void heedsTheNodeSelector() {
      var ssd = node(aNode("n").labelled("disk", "ssd"));

      assertThat(verdict(plugin, aPod("a").selecting("disk", "ssd"), ssd)).isEqualTo(Verdict.FITS);
      assertThat(verdict(plugin, aPod("a").selecting("disk", "hdd"), ssd))
          .isEqualTo(Verdict.unresolvable("node(s) didn't match Pod's node affinity/selector"));
    }

    @ParameterizedTest
    @CsvSource({
      "In,5,true",
      "In,6,false",
      "NotIn,5,false",
      "NotIn,6,true",
      "Exists,,true",
      "DoesNotExist,,false",
      "Gt,4,true",
      "Gt,5,false",
      "Lt,6,true",
      "Lt,x,false"
    })
    void knowsEveryOperator(String operator, String value, boolean fits) {
      var labelled = node(aNode("n").labelled("generation", "5"));
      var wanted =
          value == null ? term("generation", operator) : term("generation", operator, value);

      assertThat(verdict(plugin, requiring(wanted), labelled) == Verdict.FITS).isEqualTo(fits);
    }

    @Test
    void needsOnlyOneOfTheTerms() {
      var pod = requiring(term("a", "Exists"), term("b", "Exists"));

      assertThat(verdict(plugin, pod, node(aNode("n").labelled("b", "1")))).isEqualTo(Verdict.FITS);
    }

    @Test
    void triesOnlyTheNodesThatEveryTermNames() {
      var byName =
          new NodeSelectorTermBuilder()
              .addNewMatchField()
              .withKey("metadata.name")
              .withOperator("In")
              .withValues("n")
              .endMatchField()
              .build();
      var snapshot = new ClusterCache(requests).snapshot();

      assertThat(plugin.preFilter(state, pod(requiring(byName)), snapshot))
          .isEqualTo(new PreFilterResult.OnlyNodes(Set.of("n")));
    }
  }

  @Test
  void aHostPortIsHadOnce() {
    var used = node(aNode("n")).plus(pod(aPod("b").withHostPort(80).on("n")));
    var plugin = new NodePorts();

    assertThat(verdict(plugin, aPod("a").withHostPort(80), used))
        .isEqualTo(Verdict.rejected("node(s) didn't have free ports for the requested pod ports"));
    assertThat(verdict(plugin, aPod("a").withHostPort(81), used)).isEqualTo(Verdict.FITS);
  }

  @Test
  void aNamedNodeIsTheOnlyOne() {
    assertThat(verdict(new NodeName(), aPod("a").on("n"), node(aNode("m"))))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict(new NodeName(), aPod("a").on("n"), node(aNode("n"))))
        .isEqualTo(Verdict.FITS);
  }

  @Test
  void nodesThatHaveTheImageArePreferred() {
    var plugin = new ImageLocality();
    var having = node(aNode("n").withImage("registry.example/app:1", 900L * 1024 * 1024));
    var lacking = node(aNode("m"));
    var wanting = pod(aPod("a"));

    assertThat(plugin.preScore(state, wanting, List.of(having, lacking))).isTrue();
    assertThat(plugin.score(state, wanting, having))
        .isGreaterThan(plugin.score(state, wanting, lacking));
  }

  @Test
  void gatesHoldAPodBack() {
    assertThat(new SchedulingGates().holdBack(pod(aPod("a").gatedBy("example.com/wait"))))
        .isPresent();
    assertThat(new SchedulingGates().holdBack(pod(aPod("a")))).isEmpty();
  }
}
