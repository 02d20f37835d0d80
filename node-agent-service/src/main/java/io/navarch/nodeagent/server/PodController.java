package io.navarch.nodeagent.server;

import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.navarch.nodeagent.lifecycle.RuntimePods;
import io.navarch.nodeagent.pod.PodWorkers;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The Pods of the node, and commands in them. */
@RestController
@RequiredArgsConstructor
class PodController {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final PodWorkers workers;
  private final RuntimePods runtimePods;
  private final ContainerRuntime runtime;

  @GetMapping(path = "/healthz", produces = MediaType.TEXT_PLAIN_VALUE)
  String health() {
    return "ok";
  }

  @GetMapping("/pods")
  PodList pods() {
    return new PodListBuilder().withItems(new ArrayList<>(workers.pods())).build();
  }

  @GetMapping({"/runningpods", "/runningpods/"})
  PodList runningPods() {
    var running =
        workers.pods().stream()
            .filter(pod -> {
              var metadata = pod.getMetadata();
              return runtimePods
                  .read(metadata.getUid(), metadata.getNamespace(), metadata.getName())
                  .isActive();
            })
            .toList();
    return new PodListBuilder().withItems(new ArrayList<>(running)).build();
  }

  @PostMapping(path = "/run/{namespace}/{pod}/{container}", produces = MediaType.TEXT_PLAIN_VALUE)
  String run(
      @PathVariable String namespace,
      @PathVariable("pod") String name,
      @PathVariable String container,
      @RequestParam("cmd") String command) {
    var pod =
        workers
            .find(namespace, name)
            .orElseThrow(
                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "pod does not exist"));
    var running =
        runtimePods
            .read(PodSpecs.uid(pod), namespace, name)
            .newest(container)
            .filter(c -> c.state() instanceof ContainerState.Running)
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "container not found (\"%s\")".formatted(container)));
    return runtime.execute(running.id(), List.of(command.split(" ", -1)), LIMIT).output();
  }
}
