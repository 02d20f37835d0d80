package io.navarch.nodeagent.pod;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Pods are kept running.
 *
 * @param firstRestartPause how long a container that ended waits for its next start; doubles
 * @param longestRestartPause the limit of that
 */
@ConfigurationProperties("node-agent.pod")
public record PodProperties(
    @DefaultValue("10s") Duration firstRestartPause,
    @DefaultValue("5m") Duration longestRestartPause) {}
