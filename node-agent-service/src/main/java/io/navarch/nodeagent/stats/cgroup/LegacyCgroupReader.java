package io.navarch.nodeagent.stats.cgroup;

import static io.navarch.nodeagent.stats.cgroup.KernelFiles.get;
import static io.navarch.nodeagent.stats.cgroup.KernelFiles.number;
import static io.navarch.nodeagent.stats.cgroup.KernelFiles.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The older arrangement: a hierarchy for each controller, the same path in all of them. */
record LegacyCgroupReader(Path root) implements CgroupReader {

  /** Above this the kernel means that there is no limit. */
  private static final long NO_LIMIT = 1L << 60;

  private static final long NANOS_PER_TICK = 10_000_000;

  @Override
  public Optional<CgroupSample> read(String path) {
    var accounting = group("cpuacct", path);
    var memory = group("memory", path);
    if (!Files.isDirectory(accounting) && !Files.isDirectory(memory)) {
      return Optional.empty();
    }
    var builder = CgroupSample.builder();
    var limits = group("cpu", path);
    cpu(builder, accounting, table(limits.resolve("cpu.stat")));
    builder
        .cpuShares(number(limits.resolve("cpu.shares")))
        .cpuQuota(Math.max(0, number(limits.resolve("cpu.cfs_quota_us"))))
        .cpuPeriod(number(limits.resolve("cpu.cfs_period_us")));
    memory(builder, memory, table(memory.resolve("memory.stat")));
    io(builder, group("blkio", path));
    var pids = group("pids", path);
    return Optional.of(
        builder
            .pids(number(pids.resolve("pids.current")))
            .pidsLimit(number(pids.resolve("pids.max")))
            .build());
  }

  private static void cpu(
      CgroupSample.CgroupSampleBuilder builder, Path accounting, Map<String, Long> throttling) {
    var ticks = table(accounting.resolve("cpuacct.stat"));
    builder
        .cpuNanos(number(accounting.resolve("cpuacct.usage")))
        .cpuUserNanos(get(ticks, "user") * NANOS_PER_TICK)
        .cpuSystemNanos(get(ticks, "system") * NANOS_PER_TICK)
        .periods(get(throttling, "nr_periods"))
        .throttledPeriods(get(throttling, "nr_throttled"))
        .throttledNanos(get(throttling, "throttled_time"));
  }

  private static void memory(
      CgroupSample.CgroupSampleBuilder builder, Path memory, Map<String, Long> details) {
    long usage = number(memory.resolve("memory.usage_in_bytes"));
    long limit = number(memory.resolve("memory.limit_in_bytes"));
    builder
        .memoryUsage(usage)
        .workingSet(Math.max(0, usage - get(details, "total_inactive_file")))
        .rss(get(details, "total_rss"))
        .cache(get(details, "total_cache"))
        .mappedFile(get(details, "total_mapped_file"))
        .swap(get(details, "total_swap"))
        .memoryLimit(limit >= NO_LIMIT ? 0 : limit)
        .pageFaults(get(details, "total_pgfault"))
        .majorPageFaults(get(details, "total_pgmajfault"));
  }

  private static void io(CgroupSample.CgroupSampleBuilder builder, Path io) {
    var bytes = io.resolve("blkio.throttle.io_service_bytes_recursive");
    var counts = io.resolve("blkio.throttle.io_serviced_recursive");
    builder
        .readBytes(sum(bytes, "Read"))
        .writtenBytes(sum(bytes, "Write"))
        .reads(sum(counts, "Read"))
        .writes(sum(counts, "Write"));
  }

  /** Lines such as {@code 254:0 Read 4096}, one per device and kind. */
  private static long sum(Path file, String kind) {
    return KernelFiles.lines(file).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 3 && words[1].equals(kind))
        .mapToLong(words -> number(words[2]))
        .sum();
  }

  @Override
  public List<Long> processes(String path) {
    return KernelFiles.lines(group("memory", path).resolve("cgroup.procs")).stream()
        .map(KernelFiles::number)
        .toList();
  }

  private Path group(String controller, String path) {
    return root.resolve(controller).resolve(path.replaceFirst("^/+", ""));
  }
}
