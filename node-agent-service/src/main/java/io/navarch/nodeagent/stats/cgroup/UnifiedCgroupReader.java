package io.navarch.nodeagent.stats.cgroup;

import static io.navarch.nodeagent.stats.cgroup.KernelFiles.get;
import static io.navarch.nodeagent.stats.cgroup.KernelFiles.number;
import static io.navarch.nodeagent.stats.cgroup.KernelFiles.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The unified hierarchy: one folder per group holds everything. */
record UnifiedCgroupReader(Path root) implements CgroupReader {

  private static final long MICROSECOND = 1000;

  @Override
  public Optional<CgroupSample> read(String path) {
    var group = group(path);
    if (!Files.isDirectory(group)) {
      return Optional.empty();
    }
    var cpu = table(group.resolve("cpu.stat"));
    var memory = table(group.resolve("memory.stat"));
    long usage = number(group.resolve("memory.current"));
    var io = io(group.resolve("io.stat"));
    var limit = KernelFiles.words(group.resolve("cpu.max"));
    return Optional.of(
        CgroupSample.builder()
            .cpuNanos(get(cpu, "usage_usec") * MICROSECOND)
            .cpuUserNanos(get(cpu, "user_usec") * MICROSECOND)
            .cpuSystemNanos(get(cpu, "system_usec") * MICROSECOND)
            .cpuShares(shares(number(group.resolve("cpu.weight"))))
            .cpuQuota(limit.size() == 2 ? number(limit.get(0)) : 0)
            .cpuPeriod(limit.size() == 2 ? number(limit.get(1)) : 0)
            .periods(get(cpu, "nr_periods"))
            .throttledPeriods(get(cpu, "nr_throttled"))
            .throttledNanos(get(cpu, "throttled_usec") * MICROSECOND)
            .memoryUsage(usage)
            .workingSet(Math.max(0, usage - get(memory, "inactive_file")))
            .rss(get(memory, "anon"))
            .cache(get(memory, "file"))
            .mappedFile(get(memory, "file_mapped"))
            .swap(number(group.resolve("memory.swap.current")))
            .memoryLimit(number(group.resolve("memory.max")))
            .pageFaults(get(memory, "pgfault"))
            .majorPageFaults(get(memory, "pgmajfault"))
            .pids(number(group.resolve("pids.current")))
            .pidsLimit(number(group.resolve("pids.max")))
            .readBytes(io[0])
            .writtenBytes(io[1])
            .reads(io[2])
            .writes(io[3])
            .build());
  }

  /** The kernel's weights run from 1 to 10000 where shares run from 2 to 262144. */
  private static long shares(long weight) {
    return weight == 0 ? 0 : 2 + (weight - 1) * 262_142 / 9999;
  }

  /** Lines such as {@code 8:0 rbytes=1 wbytes=2 rios=3 wios=4 …}, one per device, summed up. */
  private static long[] io(Path file) {
    var sums = new long[4];
    for (var line : KernelFiles.lines(file)) {
      for (var word : line.split(" ", -1)) {
        int equals = word.indexOf('=');
        if (equals > 0) {
          long value = number(word.substring(equals + 1));
          switch (word.substring(0, equals)) {
            case "rbytes" -> sums[0] += value;
            case "wbytes" -> sums[1] += value;
            case "rios" -> sums[2] += value;
            case "wios" -> sums[3] += value;
            default -> {}
          }
        }
      }
    }
    return sums;
  }

  @Override
  public List<Long> processes(String path) {
    return KernelFiles.lines(group(path).resolve("cgroup.procs")).stream()
        .map(KernelFiles::number)
        .toList();
  }

  private Path group(String path) {
    return root.resolve(path.replaceFirst("^/+", ""));
  }
}
