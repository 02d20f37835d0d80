package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.CgroupSample;
import java.time.Instant;

/**
 * What a group of processes has used, and how fast lately.
 *
 * @param nanoCores processor use since the previous sample, in billionths of a processor
 */
record GroupStats(Instant time, CgroupSample sample, long nanoCores) {}
