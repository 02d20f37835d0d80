package io.navarch.apiserver.bootstrap;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes what a fresh cluster has as soon as the server knows its port, and again until all of it
 * is written; then keeps true what is said of this server.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public final class BootstrapRunner {

  private final FreshCluster cluster;
  private final ServerObjects server;
  private final ServerIdentity identity;
  private final AtomicInteger port = new AtomicInteger();
  private final AtomicBoolean complete = new AtomicBoolean();

  /** Whether everything a fresh cluster has was written. */
  public boolean isComplete() {
    return complete.get();
  }

  @EventListener
  void onStart(ServletWebServerInitializedEvent event) {
    if (event.getApplicationContext().getServerNamespace() == null) {
      port.set(event.getWebServer().getPort());
      keep();
    }
  }

  /** Begins, or renews; what fails is tried again in the next round. */
  @Scheduled(
      initialDelayString = "${api-server.bootstrap.interval:PT10S}",
      fixedDelayString = "${api-server.bootstrap.interval:PT10S}")
  void keep() {
    if (port.get() == 0) {
      return;
    }
    try {
      if (!complete.get()) {
        cluster.ensure();
        server.ensureServiceRange();
      }
      identity.renew(port.get());
      server.ensureService(identity.livingServers(), port.get());
      server.ensureConfigMaps();
      if (complete.compareAndSet(false, true)) {
        log.atInfo().log("the cluster has what a fresh cluster has");
      }
    } catch (StoreUnavailable | ApiStatusException e) {
      log.atWarn().setCause(e).log("bootstrap objects not written, trying again");
    }
  }
}
