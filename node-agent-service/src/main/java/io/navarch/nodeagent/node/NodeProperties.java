package io.navarch.nodeagent.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the node shows itself to the cluster.
 *
 * @param labels more labels for the Node object
 * @param taints taints that the node registers with, as {@code key=value:Effect}
 * @param startPeriod how often the status is looked at until the node is ready
 * @param statusPeriod how often the status is looked at
 * @param statusReportPeriod after which an unchanged status is written all the same
 * @param leasePeriod how often the Lease is renewed
 * @param leaseDuration how long a renewal counts
 * @param reservedCpu milli-CPUs that Pods do not get
 * @param reservedMemory bytes of memory that Pods do not get
 * @param port of the agent's own server
 */
@ConfigurationProperties("node-agent.node")
public record NodeProperties(
    @DefaultValue Map<String, String> labels,
    @DefaultValue List<String> taints,
    @DefaultValue("1s") Duration startPeriod,
    @DefaultValue("10s") Duration statusPeriod,
    @DefaultValue("5m") Duration statusReportPeriod,
    @DefaultValue("10s") Duration leasePeriod,
    @DefaultValue("40s") Duration leaseDuration,
    @DefaultValue("0") long reservedCpu,
    @DefaultValue("100MB") org.springframework.util.unit.DataSize reservedMemory,
    @DefaultValue("10250") int port) {}
