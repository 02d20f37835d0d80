package io.navarch.apiserver.admission.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.Requests;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the rules of Pods complete and refuse, in upstream's words. */
class PodAdmissionTest {

  private static final String CONTAINERS = "containers: [{name: c, image: i}]";
  private final FakeObjects objects =
      new FakeObjects()
          .with(
              "serviceaccounts",
              "{metadata: {namespace: a, name: default}, imagePullSecrets: [{name: s}]}")
          .with(
              "priorityclasses.scheduling.k8s.io",
              "{metadata: {name: high}, value: 7, preemptionPolicy: Never}");

  @Nested
  class ServiceAccounts {

    @Test
    void givesAPodTheDefaultAccountItsPullSecretsAndTheWayToTheApi() {
      var pod = admit(serviceAccount(), pod(CONTAINERS));

      assertThat(pod.at("/spec/serviceAccountName").asString()).isEqualTo("default");
      assertThat(pod.at("/spec/imagePullSecrets/0/name").asString()).isEqualTo("s");
      var volume = pod.at("/spec/volumes/0");
      var name = volume.path("name").asString();
      assertThat(name).matches("kube-api-access-[a-z0-9]{5}");
      assertThat(pod.at("/spec/containers/0/volumeMounts"))
          .isEqualTo(
              FakeObjects.object(
                      "x: [{name: %s, readOnly: true, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}]"
                          .formatted(name))
                  .path("x"));
      assertThat(volume.path("projected"))
          .isEqualTo(
              FakeObjects.object(
                  """
                  sources:
                  - serviceAccountToken: {expirationSeconds: 3607, path: token}
                  - configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}
                  - downwardAPI:
                      items: [{path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}]
                  defaultMode: 420
                  """));
    }

    @Test
    void mountsNothingWhereThePodDoesNotWantIt() {
      var pod = admit(serviceAccount(), pod("automountServiceAccountToken: false, " + CONTAINERS));

      assertThat(pod.path("spec").has("volumes")).isFalse();
    }

    @Test
    void refusesAnAccountThatDoesNotExist() {
      assertThatThrownBy(
              () -> admit(serviceAccount(), pod("serviceAccountName: none, " + CONTAINERS)))
          .hasMessage(
              "pods \"p\" is forbidden: error looking up service account a/none: serviceaccount"
                  + " \"none\" not found");
    }

    private MutatingAdmission serviceAccount() {
      return new ServiceAccountAdmission(objects, new ApiAccessVolume());
    }
  }

  @Nested
  class Priorities {

    @Test
    void resolvesTheClass() {
      var pod = admit(new PriorityAdmission(objects), pod("priorityClassName: high"));

      assertThat(pod.at("/spec/priority").asInt()).isEqualTo(7);
      assertThat(pod.at("/spec/preemptionPolicy").asString()).isEqualTo("Never");
    }

    @Test
    void isZeroWithoutAClass() {
      var pod = admit(new PriorityAdmission(objects), pod(CONTAINERS));

      assertThat(pod.at("/spec/priority").asInt(-1)).isZero();
      assertThat(pod.path("spec").has("priorityClassName")).isFalse();
    }

    @Test
    void refusesUnknownClassesAndNumbersOfOnesOwn() {
      assertThatThrownBy(
              () -> admit(new PriorityAdmission(objects), pod("priorityClassName: none")))
          .hasMessage("pods \"p\" is forbidden: no PriorityClass with name none was found");
      assertThatThrownBy(() -> admit(new PriorityAdmission(objects), pod("priority: 5")))
          .hasMessage(
              "pods \"p\" is forbidden: the integer value of priority (5) must not be provided in"
                  + " pod spec; priority admission controller computed 0 from the given"
                  + " PriorityClass name");
    }
  }

  @Nested
  class Tolerations {

    @Test
    void addsFiveMinutesOfBoth() {
      var pod = admit(new DefaultTolerationSeconds(), pod(CONTAINERS));

      assertThat(pod.at("/spec/tolerations")).hasSize(2);
      assertThat(pod.at("/spec/tolerations/0"))
          .isEqualTo(
              FakeObjects.object(
                  "{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}"));
    }

    @Test
    void addsNothingToAPodThatToleratesEverything() {
      var pod = pod("tolerations: [{operator: Exists}]");

      assertThat(admit(new DefaultTolerationSeconds(), pod)).isSameAs(pod);
    }
  }

  @Test
  void refusesARuntimeClassThatDoesNotExist() {
    assertThatThrownBy(
            () -> admit(new RuntimeClassAdmission(objects), pod("runtimeClassName: none")))
        .hasMessage("pods \"p\" is forbidden: pod rejected: RuntimeClass \"none\" not found");
  }

  private static ObjectNode admit(MutatingAdmission plugin, ObjectNode pod) {
    var request = Requests.on("", "pods", Operation.CREATE, pod);
    assertThat(plugin.handles(request)).isTrue();
    return plugin.mutate(request, pod);
  }

  private static ObjectNode pod(String spec) {
    return FakeObjects.object("{metadata: {namespace: a, name: p}, spec: {" + spec + "}}");
  }
}
