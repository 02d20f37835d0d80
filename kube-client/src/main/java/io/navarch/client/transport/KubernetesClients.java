package io.navarch.client.transport;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.Executors;

/** Opens connections to the API as configured; nothing is taken from the environment. */
public final class KubernetesClients {

  private KubernetesClients() {}

  /**
   * A client with the credentials of the kubeconfig and without a client-side rate limit: the
   * server's flow control decides. The caller closes it.
   */
  public static KubernetesClient connect(ClientProperties properties) {
    var file = properties.kubeconfig().toFile();
    if (!file.isFile()) {
      throw new IllegalStateException("kubeconfig %s does not exist".formatted(file));
    }
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(file))
            .withUserAgent(properties.userAgent())
            .withConnectionTimeout((int) properties.connectTimeout().toMillis())
            .withRequestTimeout((int) properties.requestTimeout().toMillis())
            .withRequestRetryBackoffLimit(properties.retries())
            .withRequestRetryBackoffInterval((int) properties.retryInterval().toMillis())
            .withMaxConcurrentRequests(Integer.MAX_VALUE)
            .withMaxConcurrentRequestsPerHost(Integer.MAX_VALUE)
            .withOnlyHttpWatches(true)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(
            new VigilantHttpClientFactory(properties.pingAfter(), properties.pingTimeout()))
        .withTaskExecutorSupplier(Executors::newVirtualThreadPerTaskExecutor)
        .build();
  }
}
