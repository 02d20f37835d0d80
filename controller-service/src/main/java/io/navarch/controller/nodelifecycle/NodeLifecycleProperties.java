package io.navarch.controller.nodelifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a node counts as lost and how fast its pods are moved.
 *
 * @param monitorPeriod pause between two looks at all nodes
 * @param gracePeriod how long a node may be silent
 * @param startupGracePeriod how long a node may be silent that has never reported
 * @param evictionRate nodes a second from which pods are evicted, per zone
 * @param secondaryEvictionRate the same in a zone of which much is lost
 * @param largeZone in zones of up to this size nothing is evicted while much is lost
 * @param unhealthyThreshold the share of lost nodes from which on much is lost
 */
@ConfigurationProperties("controller.node-lifecycle")
record NodeLifecycleProperties(
    @DefaultValue("5s") Duration monitorPeriod,
    @DefaultValue("50s") Duration gracePeriod,
    @DefaultValue("60s") Duration startupGracePeriod,
    @DefaultValue("0.1") double evictionRate,
    @DefaultValue("0.01") double secondaryEvictionRate,
    @DefaultValue("50") int largeZone,
    @DefaultValue("0.55") double unhealthyThreshold) {}
