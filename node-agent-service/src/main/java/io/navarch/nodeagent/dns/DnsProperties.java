package io.navarch.nodeagent.dns;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cluster's DNS on this node.
 *
 * @param enabled whether this agent serves it
 * @param addresses the cluster DNS addresses, made local to the node on its loopback device
 * @param port where it is asked
 * @param domain the cluster's domain
 * @param ttl how long answers about the cluster may be kept
 * @param forwarders who is asked about everything else; empty: the resolvers of resolvConf
 * @param resolvConf the file with the machine's resolvers
 * @param forwardTimeout how long one of them may take
 * @param concurrentForwards how many questions may wait for them at once
 * @param connections how many TCP clients are served at once
 * @param idleTimeout how long a TCP client may be silent
 */
@ConfigurationProperties("node-agent.dns")
public record DnsProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("10.96.0.10") List<String> addresses,
    @DefaultValue("53") int port,
    @DefaultValue("cluster.local") String domain,
    @DefaultValue("5s") Duration ttl,
    @DefaultValue List<String> forwarders,
    @DefaultValue("/etc/resolv.conf") String resolvConf,
    @DefaultValue("2s") Duration forwardTimeout,
    @DefaultValue("1000") int concurrentForwards,
    @DefaultValue("200") int connections,
    @DefaultValue("10s") Duration idleTimeout) {}
