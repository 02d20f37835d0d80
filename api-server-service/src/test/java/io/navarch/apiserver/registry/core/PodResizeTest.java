package io.navarch.apiserver.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code pods/resize} takes and what it refuses. */
class PodResizeTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final PodResize law = new PodResize();

  private static ObjectNode pod(String containers) {
    return (ObjectNode)
        JSON.readTree(
            """
            {"metadata": {"name": "p"}, "spec": {"nodeName": "n", "containers": [%s]}}\
            """
                .formatted(containers));
  }

  private List<String> refused(ObjectNode object, ObjectNode old) {
    var errors = new FieldErrors();
    law.validateUpdate(law.prepareForUpdate(object, old), old, errors);
    return errors.causes().stream().map(FieldCause::message).toList();
  }

  private static String container(String name, String resources) {
    return "{\"name\": \"%s\", \"image\": \"i\", \"resources\": %s}".formatted(name, resources);
  }

  @Test
  void takesOtherAmountsOfCpuAndMemory() {
    var old = pod(container("c", "{\"requests\": {\"cpu\": \"1\"}}"));
    var wish =
        pod(container("c", "{\"requests\": {\"cpu\": \"2\"}, \"limits\": {\"memory\": \"1Gi\"}}"));

    assertThat(refused(wish, old)).isEmpty();
  }

  @Test
  void leavesAllElseAsItWas() {
    var old = pod(container("c", "{}"));
    var wish = pod(container("c", "{}").replace("\"i\"", "\"other\""));
    wish.withObject("spec").put("nodeName", "m");

    assertThat(law.prepareForUpdate(wish, old).path("spec")).isEqualTo(old.path("spec"));
  }

  @Test
  void refusesAnotherClass() {
    var old = pod(container("c", "{}"));
    var wish = pod(container("c", "{\"requests\": {\"cpu\": \"2\"}}"));

    assertThat(refused(wish, old))
        .containsExactly(
            "Invalid value: \"BestEffort\": Pod QOS Class may not change as a result of resizing");
  }

  @Test
  void refusesToTakeAnAmountAway() {
    var old = pod(container("c", "{\"requests\": {\"cpu\": \"1\"}, \"limits\": {\"cpu\": \"2\"}}"));
    var wish = pod(container("c", "{\"requests\": {\"cpu\": \"1\"}}"));

    assertThat(refused(wish, old)).containsExactly("Forbidden: resource limits cannot be removed");
  }

  @Test
  void refusesOtherResources() {
    var old = pod(container("c", "{\"requests\": {\"cpu\": \"1\"}}"));
    var wish =
        pod(container("c", "{\"requests\": {\"cpu\": \"1\", \"ephemeral-storage\": \"1Gi\"}}"));

    assertThat(refused(wish, old))
        .containsExactly("Forbidden: only cpu and memory resources are mutable");
  }

  @Test
  void refusesMoreContainersAndOtherNames() {
    var one = container("c", "{}");
    var other = container("d", "{}");

    assertThat(refused(pod(one + "," + other), pod(one)))
        .containsExactly("Forbidden: containers may not be added or removed on resize");
    assertThat(refused(pod(other), pod(one)))
        .containsExactly("Forbidden: containers may not be renamed or reordered on resize");
  }
}
