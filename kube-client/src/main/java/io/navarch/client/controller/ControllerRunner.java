package io.navarch.client.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.informer.Subscription;
import io.navarch.client.queue.DelayingQueue;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Runs one reconciler: changes put keys into a work queue, virtual threads drain it. A key is never
 * in two workers at once: the queue guarantees it.
 */
@Slf4j
final class ControllerRunner<T extends HasMetadata> implements Controller {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Reconciler<T> reconciler;
  private final Watches<T> watches;
  private final Informers informers;
  private final Lister<T> lister;
  private final Supplier<DelayingQueue<ResourceKey>> queues;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private @Nullable DelayingQueue<ResourceKey> running;
  private @Nullable Workers workers;

  ControllerRunner(
      Reconciler<T> reconciler, Informers informers, Supplier<DelayingQueue<ResourceKey>> queues) {
    this.reconciler = reconciler;
    this.watches = reconciler.watches();
    this.informers = informers;
    this.lister = informers.of(watches.primary(), ListQuery.ALL).lister();
    this.queues = queues;
    watches.sources().forEach(source -> informers.of(source.type(), source.query()));
  }

  @Override
  public String name() {
    return reconciler.name();
  }

  @Override
  public void start() {
    var queue = queues.get().start(name());
    running = queue;
    watches.sources().forEach(source -> subscribe(source, queue));
    workers = Workers.start(name(), reconciler.workers(), () -> drain(queue));
  }

  private <S extends HasMetadata> void subscribe(
      Watches.Source<S> source, DelayingQueue<ResourceKey> queue) {
    var informer = informers.of(source.type(), source.query());
    subscriptions.add(informer.subscribe(event -> source.keys().apply(event).forEach(queue::add)));
  }

  @Override
  public void stop() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
    var queue = running;
    if (queue != null) {
      queue.close();
    }
    var threads = workers;
    if (threads != null && !threads.stop(STOP_LIMIT)) {
      log.atWarn().addKeyValue("controller", name()).log("workers did not stop in time");
    }
  }

  private void drain(DelayingQueue<ResourceKey> queue) {
    MDC.put("controller", name());
    try {
      for (var key = queue.take(); key.isPresent(); key = queue.take()) {
        process(key.get(), queue);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(ResourceKey key, DelayingQueue<ResourceKey> queue) {
    MDC.put("object", key.toString());
    try {
      var object = lister.find(key);
      var outcome = object.isPresent() ? reconciler.reconcile(object.get()) : reconciler.gone(key);
      switch (outcome) {
        case Outcome.Done() -> queue.forget(key);
        case Outcome.RequeueAfter(var delay) -> {
          queue.forget(key);
          queue.addAfter(key, delay);
        }
        case Outcome.Retry() -> queue.addRateLimited(key);
      }
    } catch (ApiException e) {
      var level = e.isConflict() || e.isNotFound() ? log.atDebug() : log.atWarn();
      level
          .addKeyValue("controller", name())
          .addKeyValue("object", key)
          .addKeyValue("cause", e.getMessage())
          .log("reconcile refused, backing off");
      queue.addRateLimited(key);
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("controller", name())
          .addKeyValue("object", key)
          .log("reconcile failed, backing off");
      queue.addRateLimited(key);
    } finally {
      queue.done(key);
      MDC.remove("object");
    }
  }
}
