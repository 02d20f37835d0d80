package io.navarch.apiserver.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nobody may grant what they do not hold. */
class RuleCoverageTest {

  @Test
  void findsWhatIsNotHeldOneThingEach() {
    var held = rules("{verbs: [get], apiGroups: [''], resources: [pods]}");
    var wanted = rules("{verbs: [get, list], apiGroups: [''], resources: [pods, secrets]}");

    assertThat(RbacAuthorizer.uncovered(held, wanted))
        .extracting(PolicyRule::toString)
        .containsExactly(
            "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}",
            "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"list\"]}",
            "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"list\"]}");
  }

  @Test
  void acceptsWildcardsAsHoldingEverything() {
    var held = rules("{verbs: ['*'], apiGroups: ['*'], resources: ['*']}");
    var wanted = rules("{verbs: [get, '*'], apiGroups: [apps], resources: [deployments/scale]}");

    assertThat(RbacAuthorizer.uncovered(held, wanted)).isEmpty();
  }

  @Test
  void doesNotTakeOneNameForAllNames() {
    var held = rules("{verbs: [get], apiGroups: [''], resources: [pods], resourceNames: [a]}");

    assertThat(
            RbacAuthorizer.uncovered(
                held, rules("{verbs: [get], apiGroups: [''], resources: [pods]}")))
        .hasSize(1);
  }

  @Test
  void acceptsAPathBelowAHeldPrefix() {
    var held = rules("{verbs: [get], nonResourceURLs: ['/apis/*']}");

    assertThat(RbacAuthorizer.uncovered(held, rules("{verbs: [get], nonResourceURLs: [/apis/x]}")))
        .isEmpty();
  }

  private static List<PolicyRule> rules(String yaml) {
    return PolicyRule.rulesOf(new YAMLMapper().readTree("rules: [" + yaml + "]"));
  }
}
