package io.navarch.client.transport;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service reaches the API.
 *
 * @param kubeconfig file with the server's address and this service's credentials
 * @param userAgent what the service calls itself in requests and audit records
 * @param connectTimeout limit for opening a connection
 * @param requestTimeout limit for one ordinary request, retries excluded
 * @param retries how often a request is repeated after a connection failure, 429 or 5xx answer
 * @param retryInterval pause before the first repeat; doubles each time
 * @param watchTimeout shortest time after which the server ends a watch; the longest is twice that
 * @param pingAfter silence after which the server is asked whether it still lives
 * @param pingTimeout how long that answer may take before the connection is given up
 */
@ConfigurationProperties("client")
public record ClientProperties(
    @DefaultValue("kubeconfig") Path kubeconfig,
    @DefaultValue("navarch") String userAgent,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("30s") Duration requestTimeout,
    @DefaultValue("5") int retries,
    @DefaultValue("100ms") Duration retryInterval,
    @DefaultValue("5m") Duration watchTimeout,
    @DefaultValue("30s") Duration pingAfter,
    @DefaultValue("15s") Duration pingTimeout) {

  /** The defaults with another kubeconfig, for programs that are not Spring services. */
  public static ClientProperties of(Path kubeconfig) {
    return new ClientProperties(
        kubeconfig,
        "navarch",
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        5,
        Duration.ofMillis(100),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15));
  }
}
