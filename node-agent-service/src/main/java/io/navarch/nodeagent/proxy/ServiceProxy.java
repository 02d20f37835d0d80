package io.navarch.nodeagent.proxy;

import io.navarch.client.transport.ResourceKey;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.cluster.ClusterView;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.SignalledTask;
import io.navarch.nodeagent.runtime.ConditionalOnRealContainers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's rules as the cluster's Services are. Events only say which Service to look at
 * again; one thread computes the plans of those and hands all rules to the backend.
 */
@Slf4j
@Component
@ConditionalOnProperty(
    name = "node-agent.proxy.enabled",
    havingValue = "true",
    matchIfMissing = true)
@ConditionalOnRealContainers
final class ServiceProxy implements SmartLifecycle {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ClusterView cluster;
  private final NodeIdentity identity;
  private final ProxyBackend backend;
  private final ProxyAftercare aftercare;
  private final ProxyMetrics metrics;
  private final NetworkProperties network;
  private final SignalledTask task;
  private final Set<ResourceKey> changed = ConcurrentHashMap.newKeySet();
  private final Map<ResourceKey, ProxyPlan> plans = new HashMap<>();
  private NodeView view = new NodeView("", "", Set.of());
  private volatile boolean running;

  ServiceProxy(
      ClusterView cluster,
      NodeIdentity identity,
      ProxyBackend backend,
      ProxyAftercare aftercare,
      ProxyMetrics metrics,
      NetworkProperties network,
      ProxyProperties properties) {
    this.cluster = cluster;
    this.identity = identity;
    this.backend = backend;
    this.aftercare = aftercare;
    this.metrics = metrics;
    this.network = network;
    this.task =
        new SignalledTask(
            "service-proxy", properties.minimumSyncPeriod(), RETRY, this::synchronize);
  }

  @Override
  public void start() {
    aftercare.start();
    task.start();
    cluster.services().subscribe(event -> look(ResourceKey.of(event.object())));
    cluster.endpointSlices().subscribe(event -> look(ClusterView.serviceOf(event.object())));
    cluster.nodes().subscribe(event -> lookAtNode(event.object().getMetadata().getName()));
    running = true;
  }

  private void look(ResourceKey service) {
    changed.add(service);
    metrics.changeSeen();
    task.signal();
  }

  private void lookAtNode(String name) {
    if (name.equals(identity.name())) {
      task.signal();
    }
  }

  private void synchronize() throws IOException {
    if (!cluster.hasSynced()) {
      throw new IOException("the cluster's services are not known yet");
    }
    var current = NodeViews.of(identity, cluster);
    if (!current.equals(view)) {
      view = current;
      changed.addAll(plans.keySet());
    }
    for (var service : new HashSet<>(changed)) {
      changed.remove(service);
      plan(service);
    }
    var rules = ProxyRules.of(plans.values().stream().map(ProxyPlan::rules).toList());
    metrics.synchronize(() -> backend.apply(rules));
    aftercare.applied(
        rules, plans.values().stream().flatMap(plan -> plan.healthCheck().stream()).toList());
  }

  private void plan(ResourceKey key) {
    var service = cluster.services().lister().find(key);
    if (service.isEmpty()) {
      plans.remove(key);
    } else {
      plans.put(key, ProxyPlan.compute(service.get(), cluster.slicesOf(key), view));
    }
  }

  /** Rules that something else has flushed come back. */
  @Scheduled(fixedDelayString = "${node-agent.proxy.check-period:30s}")
  void check() {
    try {
      if (running && !backend.isInForce()) {
        log.atWarn().log("proxy rules were gone and are put back");
        task.signal();
      }
    } catch (IOException e) {
      log.atWarn().setCause(e).log("proxy rules could not be checked");
    }
  }

  /** Without cleanup the rules stay: Services work on while the agent is being replaced. */
  @Override
  public void stop() {
    running = false;
    task.close();
    aftercare.close();
    if (network.cleanup()) {
      try {
        backend.remove();
      } catch (IOException e) {
        log.atWarn().setCause(e).log("proxy rules could not be removed");
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
