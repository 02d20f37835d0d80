package io.navarch.nodeagent.pod.cgroup;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.QosClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/** Pods' cgroups as {@code <root>/kubepods/<class>/pod<uid>}. */
@Slf4j
@RequiredArgsConstructor
final class KernelPodCgroups implements PodCgroups {

  private static final String KUBEPODS = "kubepods";

  private final CgroupHierarchy hierarchy;
  private final Path root;

  @Override
  public String parentOf(Pod pod) {
    return "/" + group(QosClass.of(pod), PodSpecs.uid(pod));
  }

  private Path group(QosClass qos, String uid) {
    var base = root.resolve(KUBEPODS);
    return (qos.cgroup().isEmpty() ? base : base.resolve(qos.cgroup())).resolve("pod" + uid);
  }

  @Override
  public void ensure(Pod pod) {
    limit(pod, PodCgroup.of(pod));
  }

  @Override
  public void widen(Pod before, Pod after) {
    limit(after, PodCgroup.of(before).orMore(PodCgroup.of(after)));
  }

  private void limit(Pod pod, PodCgroup limits) {
    var group = group(QosClass.of(pod), PodSpecs.uid(pod));
    try {
      hierarchy.create(group);
      hierarchy.limit(group, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make cgroup " + group, e);
    }
  }

  @Override
  public void remove(String uid) {
    for (var qos : QosClass.values()) {
      for (var directory : hierarchy.directories(group(qos, uid))) {
        try {
          removeTree(directory);
        } catch (IOException e) {
          log.atWarn()
              .addKeyValue("cgroup", directory)
              .addKeyValue("error", e.getMessage())
              .log("cgroup stays");
        }
      }
    }
  }

  private static void removeTree(Path directory) throws IOException {
    List<Path> children;
    try (Stream<Path> list = Files.list(directory)) {
      children = list.filter(Files::isDirectory).toList();
    }
    for (var child : children) {
      removeTree(child);
    }
    killAll(directory);
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      throw new IOException("cgroup is in use", e);
    }
  }

  private static void killAll(Path directory) throws IOException {
    try {
      for (var pid : Files.readAllLines(directory.resolve("cgroup.procs"))) {
        ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (NoSuchFileException e) {
      log.atTrace().addKeyValue("cgroup", directory).log("cgroup without processes file");
    }
  }
}
