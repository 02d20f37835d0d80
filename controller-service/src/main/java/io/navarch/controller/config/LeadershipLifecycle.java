package io.navarch.controller.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.controller.Controller;
import io.navarch.client.controller.ControllerManager;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.informer.Informers;
import io.navarch.client.leader.LeaderElector;
import io.navarch.client.leader.LeaderProperties;
import io.navarch.client.leader.LeadershipListener;
import io.navarch.client.transport.ApiClient;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Fills the caches from the start, and lets the controllers work while this process holds the
 * Lease.
 */
@Component
final class LeadershipLifecycle implements SmartLifecycle {

  private static final String LEASE = "kube-controller-manager";

  private final Informers informers;
  private final LeaderElector elector;
  private volatile boolean running;

  LeadershipLifecycle(
      Informers informers,
      ApiClient api,
      LeaderProperties leadership,
      MeterRegistry meters,
      Clock clock,
      List<Reconciler<?>> reconcilers,
      List<Controller> controllers) {
    this.informers = informers;
    var manager = new ControllerManager(informers, meters, clock, reconcilers, controllers);
    var listener =
        new LeadershipListener() {
          @Override
          public void started() throws InterruptedException {
            manager.start();
          }

          @Override
          public void stopped() {
            manager.stop();
          }
        };
    var identity = "navarch_" + UUID.randomUUID();
    this.elector = new LeaderElector(api, leadership, LEASE, identity, listener, clock, meters);
  }

  @Override
  public void start() {
    running = true;
    informers.start();
    elector.start();
  }

  @Override
  public void stop() {
    elector.close();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
