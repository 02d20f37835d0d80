package io.navarch.apiserver.admission.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.Requests;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Which writes a namespace lets in. */
class NamespaceLifecycleTest {

  private final NamespaceLifecycle plugin =
      new NamespaceLifecycle(
          new FakeObjects()
              .with("namespaces", "{metadata: {name: live}, status: {phase: Active}}")
              .with("namespaces", "{metadata: {name: dying}, status: {phase: Terminating}}"));

  @Test
  void letsObjectsIntoALivingNamespace() {
    var object = configMap("live");

    assertThat(plugin.mutate(Requests.on("", "configmaps", Operation.CREATE, object), object))
        .isSameAs(object);
  }

  @Test
  void refusesANamespaceThatDoesNotExist() {
    var object = configMap("none");

    assertThatThrownBy(
            () -> plugin.mutate(Requests.on("", "configmaps", Operation.CREATE, object), object))
        .hasMessage("namespaces \"none\" not found");
  }

  @Test
  void refusesNewObjectsInADyingNamespaceAndSaysWhy() {
    var object = configMap("dying");

    assertThatThrownBy(
            () -> plugin.mutate(Requests.on("", "configmaps", Operation.CREATE, object), object))
        .hasMessage(
            "configmaps \"a\" is forbidden: unable to create new content in namespace dying because"
                + " it is being terminated")
        .asInstanceOf(InstanceOfAssertFactories.type(ApiStatusException.class))
        .extracting(e -> e.status().causes().getFirst().reason())
        .isEqualTo("NamespaceTerminating");
  }

  @Test
  void letsObjectsOfADyingNamespaceBeUpdated() {
    var object = configMap("dying");

    assertThat(plugin.mutate(Requests.on("", "configmaps", Operation.UPDATE, object), object))
        .isSameAs(object);
  }

  @Test
  void keepsTheNamespacesWithoutWhichThereIsNoCluster() {
    var object = FakeObjects.object("{metadata: {name: kube-system}}");

    assertThatThrownBy(
            () -> plugin.validate(Requests.on("", "namespaces", Operation.DELETE, object)))
        .hasMessage("namespaces \"kube-system\" is forbidden: this namespace may not be deleted");
  }

  private static ObjectNode configMap(String namespace) {
    return FakeObjects.object("{metadata: {namespace: %s, name: a}}".formatted(namespace));
  }
}
