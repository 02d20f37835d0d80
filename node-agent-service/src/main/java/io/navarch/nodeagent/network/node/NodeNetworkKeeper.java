package io.navarch.nodeagent.network.node;

import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.cluster.ClusterView;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.SignalledTask;
import io.navarch.nodeagent.network.cni.CniConfigurationFile;
import io.navarch.nodeagent.network.cni.CniPodNetwork;
import io.navarch.nodeagent.runtime.ConditionalOnRealContainers;
import java.io.IOException;
import java.time.Duration;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the node's network as the cluster's nodes are: tells CNI as soon as the node has its range
 * of Pod addresses, and routes to every other node's.
 */
@Slf4j
@Component
@ConditionalOnRealContainers
final class NodeNetworkKeeper implements SmartLifecycle {

  private static final Duration GATHER = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final NodeIdentity identity;
  private final ClusterView cluster;
  private final NodeNetwork network;
  private final CniConfigurationFile cni;
  private final CniPodNetwork podNetwork;
  private final NetworkProperties properties;
  private final SignalledTask task =
      new SignalledTask("node-network", GATHER, RETRY, this::synchronize);
  private volatile boolean running;

  NodeNetworkKeeper(
      NodeIdentity identity,
      ClusterView cluster,
      NodeNetwork network,
      CniConfigurationFile cni,
      CniPodNetwork podNetwork,
      NetworkProperties properties) {
    this.identity = identity;
    this.cluster = cluster;
    this.network = network;
    this.cni = cni;
    this.podNetwork = podNetwork;
    this.properties = properties;
  }

  @Override
  public void start() {
    task.start();
    cluster.nodes().subscribe(_ -> task.signal());
    running = true;
  }

  /** Something else may have taken routes or rules away. */
  @Scheduled(fixedDelayString = "${node-agent.network.resync-period:1m}")
  void resync() {
    if (running) {
      task.signal();
    }
  }

  private void synchronize() throws IOException {
    if (!cluster.nodes().hasSynced()) {
      return;
    }
    var plan = NodeNetworkPlan.compute(identity.name(), cluster.nodes().lister().list());
    network.apply(plan);
    if (!plan.podCidrs().isEmpty()) {
      cni.write(identity.name(), plan.podCidrs());
      podNetwork.use(identity.name(), plan.podCidrs());
    }
  }

  @Override
  public void stop() {
    running = false;
    task.close();
    if (properties.cleanup()) {
      cleanUp();
    }
  }

  private void cleanUp() {
    try {
      cni.remove(identity.name());
      network.remove();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("the node's network could not be removed");
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
