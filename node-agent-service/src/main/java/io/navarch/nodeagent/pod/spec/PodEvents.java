package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventReferences;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tells users what happened to a Pod or to one of its containers. */
@Component
@RequiredArgsConstructor
public class PodEvents {

  private final EventRecorder recorder;

  /** Something about the Pod went as it should. */
  public void normal(Pod pod, String reason, String message) {
    recorder.normal(pod, reason, message);
  }

  /** Something about the Pod went wrong. */
  public void warning(Pod pod, String reason, String message) {
    recorder.warning(pod, reason, message);
  }

  /** Something about a container went as it should. */
  public void normal(Pod pod, Container container, String reason, String message) {
    recorder.record(reference(pod, container), "Normal", reason, message);
  }

  /** Something about a container went wrong. */
  public void warning(Pod pod, Container container, String reason, String message) {
    recorder.record(reference(pod, container), "Warning", reason, message);
  }

  private static ObjectReference reference(Pod pod, Container container) {
    return new ObjectReferenceBuilder(EventReferences.to(pod))
        .withFieldPath("spec.%s{%s}".formatted(field(pod, container), container.getName()))
        .build();
  }

  private static String field(Pod pod, Container container) {
    var name = container.getName();
    if (PodSpecs.initContainers(pod).stream().anyMatch(c -> c.getName().equals(name))) {
      return "initContainers";
    }
    return PodSpecs.containers(pod).stream().anyMatch(c -> c.getName().equals(name))
        ? "containers"
        : "ephemeralContainers";
  }
}
