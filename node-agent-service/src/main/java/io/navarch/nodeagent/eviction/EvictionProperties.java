package io.navarch.nodeagent.eviction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When Pods are ended for the node's sake. Thresholds are written as {@code
 * memory.available<100Mi,nodefs.available<10%}.
 *
 * @param enabled whether the node is looked after at all
 * @param hard thresholds that count at once
 * @param soft thresholds that count after a while
 * @param softGracePeriod how long, as {@code memory.available=1m30s}; each soft one needs its own
 * @param maxPodGracePeriod how long a Pod may take to end when a soft threshold is met
 * @param pressureTransitionPeriod how long a node shows pressure at least
 * @param minimumReclaim how much more than the threshold is to be free before all is well again, as
 *     {@code nodefs.available=500Mi}
 */
@ConfigurationProperties("node-agent.eviction")
public record EvictionProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue(
            "memory.available<100Mi,nodefs.available<10%,nodefs.inodesFree<5%,imagefs.available<15%,imagefs.inodesFree<5%")
        String hard,
    @DefaultValue("") String soft,
    @DefaultValue("") String softGracePeriod,
    @DefaultValue("0s") Duration maxPodGracePeriod,
    @DefaultValue("5m") Duration pressureTransitionPeriod,
    @DefaultValue("") String minimumReclaim) {}
