package io.navarch.nodeagent.pod;

import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.lifecycle.PodLifecycle;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.lifecycle.RuntimePods;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends and takes away what is left of Pods that the API has no more, because they were deleted
 * while the agent was away. Nobody asks for such a Pod again, so what is missed once is found the
 * next time.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class AbandonedPods {

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final PodWorkers workers;
  private final PodLifecycle lifecycle;
  private final RuntimePods runtimePods;
  private final ContainerRuntime runtime;
  private final PodTerminator terminator;
  private final ContainerFiles files;
  private final Set<String> beingEnded = ConcurrentHashMap.newKeySet();
  private Set<String> suspects = Set.of();

  /** Only who is unknown twice is ended: a Pod that has just appeared may not have its worker. */
  @Scheduled(fixedDelayString = "${node-agent.pod.housekeeping-period:2s}")
  void sweep() {
    if (!workers.hasSynced()) {
      return;
    }
    var unknown = new HashSet<>(lifecycle.knownPods());
    unknown.addAll(podsWithFiles());
    unknown.removeIf(workers::knows);
    var before = suspects;
    suspects = unknown;
    for (var uid : unknown) {
      if (before.contains(uid) && beingEnded.add(uid)) {
        Thread.ofVirtual().name("abandoned-" + uid).start(() -> end(uid));
      }
    }
  }

  private Set<String> podsWithFiles() {
    if (!Files.isDirectory(files.pods())) {
      return Set.of();
    }
    var uids = new HashSet<String>();
    try (Stream<java.nio.file.Path> pods = Files.list(files.pods())) {
      pods.forEach(pod -> uids.add(pod.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return uids;
  }

  private void end(String uid) {
    try {
      var pod = find(uid);
      log.atInfo()
          .addKeyValue("pod", pod.namespace() + "/" + pod.name())
          .addKeyValue("uid", uid)
          .log("pod is not in the API any more and is taken away");
      pod.running().stream()
          .map(ContainerStatus::id)
          .forEach(container -> runtime.stopContainer(container, GRACE));
      terminator.forget(pod);
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("uid", uid).log("abandoned pod could not be taken away");
    } finally {
      beingEnded.remove(uid);
    }
  }

  private RuntimePod find(String uid) {
    var label = Map.of(ContainerLabels.POD_UID, uid);
    var labels =
        Stream.concat(
                runtime.listSandboxes(label).stream().map(Sandbox::labels),
                runtime.listContainers(label).stream().map(Container::labels))
            .findFirst()
            .orElse(Map.of());
    return runtimePods.read(
        uid,
        labels.getOrDefault(ContainerLabels.POD_NAMESPACE, ""),
        labels.getOrDefault(ContainerLabels.POD_NAME, ""));
  }
}
