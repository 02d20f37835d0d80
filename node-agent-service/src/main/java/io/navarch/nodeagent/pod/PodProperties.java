package io.navarch.nodeagent.pod;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Pods are kept running.
 *
 * @param firstRestartPause how long a container that ended waits for its next start; doubles
 * @param longestRestartPause the limit of that
 * @param allowedUnsafeSysctls kernel parameters, or beginnings with {@code *}, that Pods may set
 *     besides those that are safe
 */
@ConfigurationProperties("node-agent.pod")
public record PodProperties(
    @DefaultValue("10s") Duration firstRestartPause,
    @DefaultValue("5m") Duration longestRestartPause,
    @DefaultValue List<String> allowedUnsafeSysctls) {}
