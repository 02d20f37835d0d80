package io.navarch.nodeagent.runtime.docker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Docker's engine has to be told because it does not know Pods.
 *
 * @param sandboxImage image of the process that holds a Pod's namespaces
 * @param restrictOomScore whether no container is better protected from the kernel's out-of-memory
 *     killer than the agent itself, for machines that do not let us lower the score
 * @param logFileSize how much of a container's output the engine keeps besides our own log
 */
@ConfigurationProperties("node-agent.runtime.docker")
record DockerProperties(
    @DefaultValue("registry.k8s.io/pause:3.10.1") String sandboxImage,
    @DefaultValue("false") boolean restrictOomScore,
    @DefaultValue("10m") String logFileSize) {}
