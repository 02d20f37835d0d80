package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceType;
import io.navarch.scheduler.framework.BindPlugin;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.StepResult;
import io.navarch.scheduler.snapshot.PodInfo;
import java.io.UncheckedIOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Binds a Pod by its {@code binding} sub-resource: the step that makes the choice known. */
@Component
@RequiredArgsConstructor
final class DefaultBinder implements BindPlugin {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;

  @Override
  public StepResult bind(CycleState state, PodInfo pod, String nodeName) {
    try {
      api.createSubresource(PODS, pod.key(), "binding", binding(pod, nodeName));
      return StepResult.DONE;
    } catch (ApiException | UncheckedIOException e) {
      return new StepResult.Failed("binding rejected: " + e.getMessage());
    }
  }

  private static Binding binding(PodInfo pod, String nodeName) {
    return new BindingBuilder()
        .withNewMetadata()
        .withNamespace(pod.key().namespace())
        .withName(pod.key().name())
        .withUid(pod.uid())
        .endMetadata()
        .withNewTarget()
        .withKind("Node")
        .withName(nodeName)
        .endTarget()
        .build();
  }
}
