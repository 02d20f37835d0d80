package io.navarch.nodeagent.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the node's pod network is built.
 *
 * @param namespace file of the network namespace the node lives in; empty: the process's own
 * @param clusterCidr range of all Pod addresses of the cluster; what leaves it is masqueraded
 * @param cniConfigurationDirectory where the container runtime looks for its CNI configuration
 * @param cniPluginDirectories where CNI plugins are searched, first match wins
 * @param cniStateDirectory where address leases and attachments are remembered
 * @param bridge name of the bridge that joins the node's Pods
 * @param mtu largest packet of the Pod interfaces; 0: whatever the kernel chooses
 * @param masquerade whether Pod traffic that leaves the cluster range takes the node's address
 * @param kubeconfig credentials by which Nodes, Services and endpoints are watched; empty: the
 *     agent's own
 * @param resyncPeriod how often routes and rules are brought back to what they should be
 * @param cleanup whether a clean shutdown removes everything that was made
 */
@ConfigurationProperties("node-agent.network")
public record NetworkProperties(
    @DefaultValue("") String namespace,
    @DefaultValue("10.244.0.0/16") List<String> clusterCidr,
    @DefaultValue("/etc/cni/net.d") Path cniConfigurationDirectory,
    @DefaultValue({"/opt/cni/bin", "/usr/lib/cni"}) List<String> cniPluginDirectories,
    @DefaultValue("/var/lib/cni") Path cniStateDirectory,
    @DefaultValue("cni0") String bridge,
    @DefaultValue("0") int mtu,
    @DefaultValue("true") boolean masquerade,
    @DefaultValue("") String kubeconfig,
    @DefaultValue("1m") Duration resyncPeriod,
    @DefaultValue("false") boolean cleanup) {}
