package io.navarch.nodeagent;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which node this is, and where it keeps things.
 *
 * @param name the Node object's name; default: the machine's host name
 * @param addresses addresses of the node, the first is its host IP; default: what the route to the
 *     API server shows
 * @param root where Pods' volumes and the agent's state live
 * @param podLogs where containers' logs live
 * @param cgroupRoot the cgroup below which Pods' cgroups are made
 * @param cgroups whether Pods get cgroups of their own; without them the runtime's defaults hold
 * @param clusterDns addresses of the cluster's DNS
 * @param clusterDomain the cluster's DNS domain
 * @param resolvConf the file from which Pods with the node's DNS take their settings
 * @param maxPods how many Pods the node takes
 * @param staticPods a folder of files that declare Pods of this node; default: none
 */
@ConfigurationProperties("node-agent")
public record NodeAgentProperties(
    @Nullable String name,
    @DefaultValue List<String> addresses,
    @DefaultValue("/var/lib/navarch") Path root,
    @DefaultValue("/var/log/pods") Path podLogs,
    @DefaultValue("/") String cgroupRoot,
    @DefaultValue("true") boolean cgroups,
    @DefaultValue("10.96.0.10") List<String> clusterDns,
    @DefaultValue("cluster.local") String clusterDomain,
    @DefaultValue("/etc/resolv.conf") Path resolvConf,
    @DefaultValue("110") int maxPods,
    @Nullable Path staticPods) {}
