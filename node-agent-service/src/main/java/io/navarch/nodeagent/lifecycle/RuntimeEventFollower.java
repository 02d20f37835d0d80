package io.navarch.nodeagent.lifecycle;

import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeEvents;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the runtime's own events on a thread of its own, for a stream of events has no end.
 * Follows anew when it breaks; gives up for good on a runtime that has no events.
 */
@Slf4j
@Component
final class RuntimeEventFollower implements SmartLifecycle {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ContainerRuntime runtime;
  private final PodLifecycle lifecycle;
  private final Duration reconnectPeriod;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("runtime-events").unstarted(this::run);

  RuntimeEventFollower(
      ContainerRuntime runtime, PodLifecycle lifecycle, LifecycleProperties properties) {
    this.runtime = runtime;
    this.lifecycle = lifecycle;
    this.reconnectPeriod = properties.eventReconnectPeriod();
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    if (!(runtime instanceof RuntimeEvents events)) {
      return;
    }
    try {
      while (follow(events) && !closed.await(reconnectPeriod.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atDebug().log("following the runtime's events anew");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it is worth another try. */
  private boolean follow(RuntimeEvents events) {
    try {
      events.follow(lifecycle::tell);
    } catch (RuntimeFailure e) {
      if (e.code() == RuntimeFailure.Code.UNIMPLEMENTED) {
        log.atInfo().log("runtime has no events, its lists are compared instead");
        return false;
      }
      log.atDebug().addKeyValue("error", e.getMessage()).log("events of the runtime ended");
    }
    return true;
  }

  @Override
  public void stop() {
    closed.countDown();
    thread.interrupt();
    try {
      if (!thread.join(LIMIT)) {
        log.atWarn().log("the runtime's events do not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }
}
