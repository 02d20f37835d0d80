package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.pod.config.ContainerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Measures now and then what Pods have written; this is slower than to ask the kernel. */
@Component
@RequiredArgsConstructor
class DiskCollector {

  private final ObjectProvider<RunningContainers> containers;
  private final ContainerFiles files;
  private volatile Map<String, PodDiskUse> use = Map.of();

  /** The last result, by the Pods' uids. */
  Map<String, PodDiskUse> use() {
    return use;
  }

  @Scheduled(fixedDelayString = "${node-agent.stats.disk-period:1m}")
  void measure() {
    var measured = new HashMap<String, PodDiskUse>();
    containers.stream()
        .flatMap(source -> source.list().stream())
        .filter(RunningContainer::isSandbox)
        .forEach(pod -> measured.put(pod.podUid(), measure(pod)));
    use = Map.copyOf(measured);
  }

  private PodDiskUse measure(RunningContainer pod) {
    var volumes = new HashMap<String, DiskUse>();
    for (var plugin : children(files.pod(pod.podUid()).resolve("volumes"))) {
      for (var volume : children(plugin)) {
        volumes.put(name(volume), DiskUse.of(volume));
      }
    }
    var logs = new HashMap<String, DiskUse>();
    for (var log : children(files.logs(pod.namespace(), pod.pod(), pod.podUid()))) {
      logs.put(name(log), DiskUse.of(log));
    }
    return new PodDiskUse(volumes, logs);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
