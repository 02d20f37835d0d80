package io.navarch.nodeagent.manifest;

import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.pod.PodWorkers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs the Pods that a folder of the node declares, with or without the API. The folder is looked
 * at again and again, because not every file system tells of changes.
 */
@Component
class StaticPods {

  private final Optional<ManifestFolder> folder;
  private final PodWorkers workers;
  private final MirrorPods mirrors;

  StaticPods(
      NodeAgentProperties properties,
      NodeIdentity node,
      PodWorkers workers,
      MirrorPods mirrors,
      Clock clock) {
    this.folder =
        Optional.ofNullable(properties.staticPods())
            .map(Path::toAbsolutePath)
            .map(path -> new ManifestFolder(path, node.name(), clock));
    this.workers = workers;
    this.mirrors = mirrors;
  }

  @Scheduled(fixedDelayString = "${node-agent.static-pod-period:2s}")
  void look() {
    var pods = folder.map(ManifestFolder::read).orElseGet(java.util.List::of);
    workers.declare(pods);
    mirrors.reflect(pods);
  }
}
