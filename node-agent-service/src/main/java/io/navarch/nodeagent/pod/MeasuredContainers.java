package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.image.ImageName;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.pod.cgroup.PodCgroups;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.stats.RunningContainer;
import io.navarch.nodeagent.stats.RunningContainers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Joins what the runtime runs with the Pods that it belongs to. A Pod without a cgroup of its own
 * can't be measured and is left out.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class MeasuredContainers implements RunningContainers {

  private final PodWorkers workers;
  private final ContainerRuntime runtime;
  private final PodCgroups cgroups;

  @Override
  public List<RunningContainer> list() {
    var pods =
        workers.pods().stream()
            .filter(pod -> !cgroups.parentOf(pod).isEmpty())
            .collect(Collectors.toMap(PodSpecs::uid, Function.identity()));
    if (pods.isEmpty()) {
      return List.of();
    }
    var result = new ArrayList<RunningContainer>();
    try {
      for (var sandbox : runtime.listSandboxes(java.util.Map.of())) {
        var pod = pods.get(sandbox.labels().getOrDefault(ContainerLabels.POD_UID, ""));
        if (pod != null && sandbox.ready()) {
          result.add(of(pod, sandbox));
        }
      }
      for (var container : runtime.listContainers(java.util.Map.of())) {
        var pod = pods.get(container.labels().getOrDefault(ContainerLabels.POD_UID, ""));
        if (pod != null && container.phase() == Container.Phase.RUNNING) {
          result.add(of(pod, container));
        }
      }
    } catch (RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("runtime does not list containers");
    }
    return result;
  }

  private RunningContainer of(Pod pod, Sandbox sandbox) {
    return common(pod, sandbox.id().value()).startedAt(sandbox.createdAt()).build();
  }

  private RunningContainer of(Pod pod, Container container) {
    return common(pod, container.id().value())
        .name(container.name())
        .image(image(pod, container.name()))
        .startedAt(container.createdAt())
        .build();
  }

  private static String image(Pod pod, String container) {
    return PodSpecs.container(pod, container)
        .flatMap(spec -> ImageName.parse(spec.getImage()))
        .map(ImageName::canonical)
        .orElse("");
  }

  private RunningContainer.RunningContainerBuilder common(Pod pod, String id) {
    return RunningContainer.builder()
        .id(id)
        .namespace(pod.getMetadata().getNamespace())
        .pod(pod.getMetadata().getName())
        .podUid(PodSpecs.uid(pod))
        .name("")
        .image("")
        .cgroup(cgroups.parentOf(pod) + "/" + id);
  }
}
