package io.navarch.apiserver.admission.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.Requests;
import io.navarch.schema.quantity.Quantity;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How a quota counts and refuses, in upstream's words. */
class QuotaTest {

  private final Quota quota =
      new Quota(
          FakeObjects.object(
              """
              metadata: {name: q, namespace: a}
              spec: {hard: {pods: "3", requests.cpu: "1"}}
              status: {hard: {pods: "3", requests.cpu: "1"}, used: {pods: "2", requests.cpu: 600m}}
              """));

  @Test
  void countsWhatFits() {
    quota.take(pod("{}"), amounts("pods", "1", "requests.cpu", "400m", "limits.cpu", "9"));

    assertThat(quota.tree().at("/status/used"))
        .isEqualTo(FakeObjects.object("{pods: '3', requests.cpu: '1'}"));
  }

  @Test
  void refusesWhatDoesNotAndTellsAllThatIsShort() {
    assertThatThrownBy(() -> quota.take(pod("{}"), amounts("pods", "2", "requests.cpu", "500m")))
        .hasMessage(
            "pods \"p\" is forbidden: exceeded quota: q, requested: pods=2,requests.cpu=500m, used:"
                + " pods=2,requests.cpu=600m, limited: pods=3,requests.cpu=1");
    assertThat(quota.tree().at("/status/used/pods").asString()).isEqualTo("2");
  }

  @Test
  void wantsToKnowHowMuchEachContainerAsksFor() {
    assertThatThrownBy(() -> quota.requireKnowledge(pod("{containers: [{name: c}]}")))
        .hasMessage("pods \"p\" is forbidden: failed quota: q: must specify requests.cpu for: c");
  }

  @Test
  void refusesAsLongAsNobodyHasCounted() {
    var fresh =
        new Quota(
            FakeObjects.object(
                "{metadata: {name: q}, status: {hard: {pods: '3', count/pods: '9'}}}"));

    assertThatThrownBy(() -> fresh.requireKnowledge(pod("{containers: [{name: c}]}")))
        .hasMessage(
            "pods \"p\" is forbidden: status unknown for quota: q, resources: count/pods,pods");
  }

  @Test
  void isAboutWhatItBoundsAndWhatFitsItsScopes() {
    var scoped =
        new Quota(
            FakeObjects.object("{spec: {scopes: [BestEffort]}, status: {hard: {pods: '1'}}}"));
    var pods = pod("{}").kind().groupResource();
    var modest = pod("{containers: [{name: c}]}").requireObject();
    var demanding =
        pod("{containers: [{name: c, resources: {requests: {cpu: 1}}}]}").requireObject();

    assertThat(scoped.concerns(pods, modest)).isTrue();
    assertThat(scoped.concerns(pods, demanding)).isFalse();
    assertThat(quota.concerns(Quota.RESOURCE, modest)).isFalse();
  }

  private static AdmissionRequest pod(String spec) {
    return Requests.on(
        "",
        "pods",
        Operation.CREATE,
        FakeObjects.object("{metadata: {namespace: a, name: p}, spec: %s}".formatted(spec)));
  }

  private static Map<String, Quantity> amounts(String... pairs) {
    var amounts = new TreeMap<String, Quantity>();
    for (int i = 0; i < pairs.length; i += 2) {
      amounts.put(pairs[i], Quantity.parse(pairs[i + 1]));
    }
    return amounts;
  }
}
