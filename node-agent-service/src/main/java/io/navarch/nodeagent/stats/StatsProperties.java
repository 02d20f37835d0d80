package io.navarch.nodeagent.stats;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How use is measured.
 *
 * @param period how often
 * @param cgroups where control groups are mounted
 * @param nodeCgroup the group that stands for the whole node
 * @param proc where processes are found
 * @param filesystem a folder on the file system that Pods write to
 */
@ConfigurationProperties("node-agent.stats")
public record StatsProperties(
    @DefaultValue("10s") Duration period,
    @DefaultValue("/sys/fs/cgroup") Path cgroups,
    @DefaultValue("/") String nodeCgroup,
    @DefaultValue("/proc") Path proc,
    @DefaultValue("/var/lib") Path filesystem) {}
