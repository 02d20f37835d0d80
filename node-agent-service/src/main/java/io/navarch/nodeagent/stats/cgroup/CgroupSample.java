package io.navarch.nodeagent.stats.cgroup;

import lombok.Builder;

/**
 * What a control group has used so far, in bytes and nanoseconds; zero where the kernel does not
 * say.
 *
 * @param cpuShares relative weight as version 1 counts it
 * @param cpuQuota microseconds of CPU time per period; 0: no limit
 * @param workingSet memory that cannot be taken back without harm: usage without idle file pages
 * @param memoryLimit 0: none
 * @param pidsLimit 0: none
 */
@Builder(toBuilder = true)
public record CgroupSample(
    long cpuNanos,
    long cpuUserNanos,
    long cpuSystemNanos,
    long cpuShares,
    long cpuQuota,
    long cpuPeriod,
    long periods,
    long throttledPeriods,
    long throttledNanos,
    long memoryUsage,
    long workingSet,
    long rss,
    long cache,
    long mappedFile,
    long swap,
    long memoryLimit,
    long pageFaults,
    long majorPageFaults,
    long pids,
    long pidsLimit,
    long readBytes,
    long writtenBytes,
    long reads,
    long writes) {}
