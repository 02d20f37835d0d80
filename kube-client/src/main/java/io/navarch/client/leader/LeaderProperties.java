package io.navarch.client.leader;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one of several processes is made the active one.
 *
 * @param enabled false lets this process work without asking for the Lease
 * @param namespace where the Lease lives
 * @param leaseDuration how long others wait after the last renewal they saw
 * @param renewDeadline how long the leader tries to renew before it gives up
 * @param retryPeriod pause between two attempts
 */
@ConfigurationProperties("client.leader")
public record LeaderProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("kube-system") String namespace,
    @DefaultValue("15s") Duration leaseDuration,
    @DefaultValue("10s") Duration renewDeadline,
    @DefaultValue("2s") Duration retryPeriod) {}
