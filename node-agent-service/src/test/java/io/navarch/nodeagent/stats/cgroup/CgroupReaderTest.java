package io.navarch.nodeagent.stats.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same figures from both arrangements of control groups. */
class CgroupReaderTest {

  @TempDir private Path root;

  private void file(String path, String content) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void theUnifiedHierarchyKeepsAllInOneFolder() throws IOException {
    file("cgroup.controllers", "cpu memory\n");
    file("pod/c/cpu.stat", "usage_usec 2000\nnr_periods 10\nnr_throttled 3\nthrottled_usec 7\n");
    file("pod/c/memory.current", "5000\n");
    file("pod/c/memory.max", "max\n");
    file("pod/c/memory.stat", "anon 100\nfile 200\ninactive_file 1500\n");
    file("pod/c/io.stat", "8:0 rbytes=1 wbytes=2 rios=3 wios=4\n8:1 rbytes=10 wbytes=20\n");
    file("pod/c/cgroup.procs", "17\n18\n");

    var reader = CgroupReader.at(root);
    var sample = reader.read("/pod/c").orElseThrow();

    assertThat(sample.cpuNanos()).isEqualTo(2_000_000);
    assertThat(sample.throttledNanos()).isEqualTo(7000);
    assertThat(sample.workingSet()).isEqualTo(3500);
    assertThat(sample.rss()).isEqualTo(100);
    assertThat(sample.memoryLimit()).isZero();
    assertThat(sample.readBytes()).isEqualTo(11);
    assertThat(sample.writtenBytes()).isEqualTo(22);
    assertThat(reader.processes("/pod/c")).containsExactly(17L, 18L);
  }

  @Test
  void theOlderArrangementSpreadsThemOverControllers() throws IOException {
    file("cpuacct/pod/c/cpuacct.usage", "123456\n");
    file("cpuacct/pod/c/cpuacct.stat", "user 2\nsystem 3\n");
    file("cpu/pod/c/cpu.stat", "nr_periods 10\nnr_throttled 3\nthrottled_time 99\n");
    file("memory/pod/c/memory.usage_in_bytes", "5000\n");
    file("memory/pod/c/memory.limit_in_bytes", "9223372036854771712\n");
    file("memory/pod/c/memory.stat", "total_inactive_file 1500\ntotal_rss 100\n");
    file("memory/pod/c/cgroup.procs", "17\n");
    file(
        "blkio/pod/c/blkio.throttle.io_service_bytes_recursive",
        "254:0 Read 7\n254:0 Write 8\nTotal 15\n");
    file("pids/pod/c/pids.current", "4\n");

    var reader = CgroupReader.at(root);
    var sample = reader.read("/pod/c").orElseThrow();

    assertThat(sample.cpuNanos()).isEqualTo(123_456);
    assertThat(sample.cpuUserNanos()).isEqualTo(20_000_000);
    assertThat(sample.throttledNanos()).isEqualTo(99);
    assertThat(sample.workingSet()).isEqualTo(3500);
    assertThat(sample.memoryLimit()).isZero();
    assertThat(sample.readBytes()).isEqualTo(7);
    assertThat(sample.writtenBytes()).isEqualTo(8);
    assertThat(sample.pids()).isEqualTo(4);
    assertThat(reader.processes("/pod/c")).containsExactly(17L);
  }

  @Test
  void aGroupThatIsGoneHasNoFigures() {
    assertThat(CgroupReader.at(root).read("/gone")).isEmpty();
    assertThat(CgroupReader.at(root).processes("/gone")).isEmpty();
  }

  @Test
  void interfacesAreReadFromTheNetworkOfAProcess() throws IOException {
    file(
        "17/net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes packets errs drop fifo colls carrier compressed
            lo:       1       1    0    0    0     0          0         0        1       1    0    0    0     0       0          0
          eth0:    1000      10    1    2    0     0          0         0     2000      20    3    4    0     0       0          0
        """);

    assertThat(InterfaceSample.of(root, 17))
        .containsExactly(
            new InterfaceSample("eth0", 1000, 10, 1, 2, new InterfaceSample.Sent(2000, 20, 3, 4)));
  }
}
