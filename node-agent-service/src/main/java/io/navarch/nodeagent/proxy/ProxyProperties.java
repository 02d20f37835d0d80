package io.navarch.nodeagent.proxy;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Services are made reachable on this node.
 *
 * @param enabled whether this agent does it at all; another proxy may
 * @param backend which rules of the kernel are used: {@code nftables} or {@code iptables}
 * @param minimumSyncPeriod pause between two changes of the rules, in which events gather
 * @param checkPeriod how often the rules are checked to be still in force
 * @param masqueradeBit which bit of the packet mark asks for the node's address
 * @param ownAddresses service addresses that the agent answers itself, such as the cluster DNS
 * @param localhostNodePorts whether node ports answer on 127.0.0.1
 * @param healthPort port of the proxy's own health answer on the node's addresses; 0: none
 */
@ConfigurationProperties("node-agent.proxy")
public record ProxyProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("nftables") String backend,
    @DefaultValue("50ms") Duration minimumSyncPeriod,
    @DefaultValue("30s") Duration checkPeriod,
    @DefaultValue("14") int masqueradeBit,
    @DefaultValue("10.96.0.10") List<String> ownAddresses,
    @DefaultValue("true") boolean localhostNodePorts,
    @DefaultValue("10256") int healthPort) {}
