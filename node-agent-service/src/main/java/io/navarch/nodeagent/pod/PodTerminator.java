package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.image.ImageManager;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.cgroup.PodCgroups;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.resize.Resizer;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.reference.ReferencedObjects;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxStatus;
import io.navarch.nodeagent.volume.FileTrees;
import io.navarch.nodeagent.volume.VolumeManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Ends Pods for good and takes away what they leave behind. */
@Slf4j
@Component
@RequiredArgsConstructor
class PodTerminator {

  private final ContainerRuntime runtime;
  private final ContainerStopper stopper;
  private final VolumeManager volumes;
  private final PodCgroups cgroups;
  private final ContainerFiles files;
  private final ImageManager images;
  private final ReferencedObjects objects;
  private final Resizer resizer;

  /** Ends all containers, sidecars after the others, then the sandbox. Waits for it. */
  void end(Pod pod, RuntimePod actual, Duration grace) {
    var order = new EndingOrder(pod, actual.running().stream().map(ContainerStatus::name).toList());
    var threads = Thread.ofVirtual().name("end-", 0).factory();
    try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (var running : actual.running()) {
        executor.execute(() -> end(pod, running, grace, order));
      }
    }
    actual.sandboxes().stream()
        .filter(SandboxStatus::ready)
        .map(SandboxStatus::id)
        .forEach(runtime::stopSandbox);
  }

  private void end(Pod pod, ContainerStatus running, Duration grace, EndingOrder order) {
    var name = running.name();
    try {
      var spec = PodSpecs.container(pod, name);
      if (spec.isPresent()) {
        end(pod, spec.get(), running.id(), grace, order);
      } else {
        runtime.stopContainer(running.id(), grace);
      }
    } finally {
      order.ended(name);
    }
  }

  private void end(Pod pod, Container spec, ContainerId id, Duration grace, EndingOrder order) {
    stopper.stop(
        pod,
        spec,
        id,
        grace,
        "Stopping container " + spec.getName(),
        () -> order.awaitTurn(spec.getName(), grace));
  }

  /** Ends containers at once that were given longer before. */
  void hurry(RuntimePod actual, Duration grace) {
    actual.running().forEach(c -> runtime.stopContainer(c.id(), grace));
  }

  /** Takes volumes and cgroup of a Pod away whose processes are gone. */
  void cleanUp(String uid) {
    volumes.tearDown(uid);
    cgroups.remove(uid);
    resizer.release(uid);
  }

  /** Takes away all the rest of a Pod that the API has no more: containers, logs, files. */
  void forget(RuntimePod actual) {
    actual.containers().stream().map(ContainerStatus::id).forEach(runtime::removeContainer);
    for (var sandbox : actual.sandboxes()) {
      runtime.stopSandbox(sandbox.id());
      runtime.removeSandbox(sandbox.id());
    }
    var uid = actual.uid();
    cleanUp(uid);
    images.forget(uid);
    objects.forget(uid);
    for (var directory :
        List.of(files.pod(uid), files.logs(actual.namespace(), actual.name(), uid))) {
      FileTrees.delete(directory);
    }
  }
}
