package io.navarch.allinone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the machine offers to a cluster, and what a cluster has left on it. */
final class Machine {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Machine() {}

  /**
   * Skips the test, with the reason, where the machine can't run containers in nodes of its own.
   */
  static void assumeItRunsContainers() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: containerd needs Linux");
    assumeTrue(
        Commands.run(LIMIT, "unshare", "--net", "--mount", "true").succeeded(),
        "skipped: containerd and network namespaces need root");
    assumeTrue(
        Commands.exist("containerd") && Commands.exist("runc") || Commands.exist("apt-get"),
        "skipped: containerd is neither installed nor can it be installed by apt-get");
  }

  /**
   * All that a cluster's processes and nodes have left behind.
   *
   * @param folder where the cluster lay
   * @param id the cluster's four hexadecimal digits
   */
  static List<String> leftovers(Path folder, String id) throws IOException {
    var left = new ArrayList<String>();
    Predicate<String> ours =
        Pattern.compile("navarch-%s|nv%s|%s/".formatted(id, id, Pattern.quote(folder.toString())))
            .asPredicate();
    collect(left, "process", processes(), ours);
    collect(left, "mount", Files.readAllLines(Path.of("/proc/self/mountinfo")), ours);
    collect(left, "namespace", lines("ip", "netns", "list"), ours);
    collect(left, "interface", lines("ip", "-o", "link"), ours);
    collect(left, "route", lines("ip", "route"), ours);
    collect(left, "rules", lines("nft", "list", "tables"), ours);
    collect(left, "firewall", lines("iptables-save"), ours);
    collect(left, "cgroup", lines("find", "/sys/fs/cgroup", "-type", "d"), ours);
    collect(left, "folder", lines("find", "/run", "-maxdepth", "1"), ours);
    return left;
  }

  private static void collect(
      List<String> left, String kind, List<String> found, Predicate<String> ours) {
    found.stream().filter(ours).map(line -> kind + " " + line).forEach(left::add);
  }

  private static List<String> lines(String... command) {
    return Commands.run(LIMIT, command).output().lines().toList();
  }

  private static List<String> processes() {
    return ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()).toList();
  }

  /** Kills all processes of a container from outside, as a fault would. */
  static void kill(String containerId) {
    processesOf(containerId).forEach(ProcessHandle::destroyForcibly);
  }

  /** Whether a container has processes. */
  static boolean runs(String containerId) {
    return !processesOf(containerId).isEmpty();
  }

  private static List<ProcessHandle> processesOf(String containerId) {
    var processes = new ArrayList<ProcessHandle>();
    for (var process : ProcessHandle.allProcesses().toList()) {
      var file = Path.of("/proc", Long.toString(process.pid()), "cgroup");
      try {
        if (Files.readString(file).contains(containerId)) {
          processes.add(process);
        }
      } catch (IOException e) {
        continue; // it has ended meanwhile
      }
    }
    return processes;
  }
}
