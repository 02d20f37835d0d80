package io.navarch.nodeagent.pod.cgroup;

import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds out which version of cgroups the machine has. */
@Configuration(proxyBeanMethods = false)
class CgroupConfiguration {

  private static final Path MOUNTS = Path.of("/sys/fs/cgroup");
  private static final List<String> USED =
      List.of(
          "cpu", "cpuacct", "cpuset", "memory", "pids", "devices", "freezer", "blkio", "systemd");

  @Bean
  PodCgroups podCgroups(NodeAgentProperties properties, RuntimeProperties runtime) {
    if (!properties.cgroups() || runtime.isSimulated()) {
      return new NoPodCgroups();
    }
    var root = Path.of(properties.cgroupRoot().replaceFirst("^/+", ""));
    return new KernelPodCgroups(hierarchy(), root);
  }

  private static CgroupHierarchy hierarchy() {
    if (Files.exists(MOUNTS.resolve("cgroup.controllers"))) {
      return new CgroupV2(MOUNTS);
    }
    try (Stream<Path> mounts = Files.list(MOUNTS)) {
      return new CgroupV1(
          mounts
              .filter(m -> !Files.isSymbolicLink(m))
              .filter(m ->
                  Stream.of(m.getFileName().toString().split(",", -1)).anyMatch(USED::contains))
              .filter(m -> Files.exists(m.resolve("cgroup.procs")))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
