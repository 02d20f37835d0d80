package io.navarch.nodeagent.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.client.config.KubeClientConfiguration;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ClientProperties;
import io.navarch.client.transport.KubernetesClients;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.runtime.ConditionalOnRealContainers;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * By which credentials the cluster is viewed. A kubelet's own do not show it other nodes and
 * endpoints where the node authorizer is strict; a kubeconfig of its own, with the rights of {@code
 * system:node-proxier}, does.
 */
@Configuration(proxyBeanMethods = false)
@Import(KubeClientConfiguration.class)
@ConditionalOnRealContainers
class ClusterViewConfiguration {

  private static final String OWN_CREDENTIALS = "!'${node-agent.network.kubeconfig:}'.isEmpty()";

  @Bean
  @ConditionalOnExpression("'${node-agent.network.kubeconfig:}'.isEmpty()")
  ClusterView clusterView(Informers informers) {
    return new ClusterView(informers);
  }

  /** Informers over a connection of their own, which live and end with the application. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression(OWN_CREDENTIALS)
  static class OwnConnection {

    @Bean
    NetworkInformers networkInformers(NetworkProperties network, ClientProperties client) {
      return new NetworkInformers(Path.of(network.kubeconfig()), client);
    }

    @Bean
    ClusterView ownClusterView(NetworkInformers informers) {
      return new ClusterView(informers.informers);
    }
  }

  /** Owns the second connection. */
  static final class NetworkInformers implements SmartLifecycle {

    private final KubernetesClient client;
    private final Informers informers;
    private volatile boolean running;

    NetworkInformers(Path kubeconfig, ClientProperties defaults) {
      this.client =
          KubernetesClients.connect(
              new ClientProperties(
                  kubeconfig,
                  defaults.userAgent(),
                  defaults.connectTimeout(),
                  defaults.requestTimeout(),
                  defaults.retries(),
                  defaults.retryInterval(),
                  defaults.watchTimeout(),
                  defaults.pingAfter(),
                  defaults.pingTimeout()));
      this.informers = new Informers(new ApiClient(client), defaults.watchTimeout());
    }

    @Override
    public void start() {
      informers.start();
      running = true;
    }

    @Override
    public void stop() {
      informers.close();
      client.close();
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }
}
