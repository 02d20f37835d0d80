package io.navarch.nodeagent.runtime;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which container runtime runs the Pods and how it is reached.
 *
 * @param type {@code cri}, {@code docker} or {@code simulated}
 * @param endpoint the socket of the runtime
 * @param requestTimeout limit for one call, pulls and streams excluded
 * @param pullTimeout limit for fetching one image
 */
@ConfigurationProperties("node-agent.runtime")
public record RuntimeProperties(
    @DefaultValue("cri") Type type,
    @DefaultValue("unix:///run/containerd/containerd.sock") URI endpoint,
    @DefaultValue("2m") Duration requestTimeout,
    @DefaultValue("30m") Duration pullTimeout) {

  /** Whether containers are only played, so that nothing may be asked of them. */
  public boolean isSimulated() {
    return type == Type.SIMULATED;
  }

  /** The adapters. */
  public enum Type {
    CRI,
    DOCKER,
    SIMULATED
  }
}
