package io.navarch.nodeagent.server;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the agent serves.
 *
 * @param clientCa certificates that may sign callers; default: the CA of the kubeconfig
 * @param certificate the server's certificate as PEM; default: one made by the agent
 * @param privateKey the key to that
 * @param verdictLife how long the API's word on a caller counts
 */
@ConfigurationProperties("node-agent.server")
public record ServerProperties(
    @Nullable Path clientCa,
    @Nullable Path certificate,
    @Nullable Path privateKey,
    @DefaultValue("5m") Duration verdictLife) {}
