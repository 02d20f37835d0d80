package io.navarch.client.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.client.transport.WriteObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The shared informers of one process: one per resource and query, however many ask for it. They
 * are idle until {@link #start}; those asked for later start at once. Thread-safe.
 */
public final class Informers implements AutoCloseable, WriteObserver {

  /** What two users must have in common to share. */
  private record Shared(ResourceType<?> type, ListQuery query) {}

  private final ApiClient api;
  private final Duration watchTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Shared, SharedInformer<?>> informers = new LinkedHashMap<>();
  private final Map<Shared, Reflector<?>> reflectors = new LinkedHashMap<>();
  private volatile List<SharedInformer<?>> current = List.of();
  private volatile List<SharedInformer<?>> required = List.of();
  private boolean started;

  /** Informers over a connection; own writes through it are laid over their caches. */
  public Informers(ApiClient api, Duration watchTimeout) {
    this.api = api;
    this.watchTimeout = watchTimeout;
    api.observe(this);
  }

  /** The informer of all objects of a model class. */
  public <T extends HasMetadata> Informer<T> of(Class<T> model) {
    return of(ResourceType.of(model), ListQuery.ALL);
  }

  /** The lister of all objects of a model class. */
  public <T extends HasMetadata> Lister<T> lister(Class<T> model) {
    return of(model).lister();
  }

  /** The informer of the objects that a query picks. */
  public <T extends HasMetadata> Informer<T> of(ResourceType<T> type, ListQuery query) {
    lock.lock();
    try {
      @SuppressWarnings("unchecked") // the key's type fixes the value's
      var informer =
          (SharedInformer<T>)
              informers.computeIfAbsent(
                  new Shared(type, query), _ -> new SharedInformer<>(type, query));
      current = List.copyOf(informers.values());
      if (started) {
        startOne(informer);
      } else {
        required = current;
      }
      return informer;
    } finally {
      lock.unlock();
    }
  }

  /** Ends an informer that nobody needs any more, for example of a resource that is gone. */
  public void drop(ResourceType<?> type, ListQuery query) {
    lock.lock();
    try {
      var shared = new Shared(type, query);
      informers.remove(shared);
      current = List.copyOf(informers.values());
      var reflector = reflectors.remove(shared);
      if (reflector != null) {
        reflector.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Starts what has been asked for, and from now on what will be. */
  public void start() {
    lock.lock();
    try {
      started = true;
      informers.values().forEach(this::startOne);
    } finally {
      lock.unlock();
    }
  }

  private <T extends HasMetadata> void startOne(SharedInformer<T> informer) {
    var shared = new Shared(informer.type(), informer.query());
    if (!reflectors.containsKey(shared)) {
      var reflector = new Reflector<>(api, informer, watchTimeout);
      reflectors.put(shared, reflector);
      reflector.start();
    }
  }

  /** Whether every informer that was asked for before the start has its first list. */
  public boolean hasSynced() {
    return required.stream().allMatch(SharedInformer::hasSynced);
  }

  /** The resources whose first list is still missing, as users name them. */
  public List<String> unsynced() {
    return required.stream()
        .filter(informer -> !informer.hasSynced())
        .map(informer -> informer.type().qualifiedName())
        .toList();
  }

  /**
   * Waits for the first lists of what was asked for before the start; answers whether all came
   * within the limit.
   */
  public boolean awaitSync(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (var informer : required) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (!informer.awaitSync(Math.max(0, left))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void written(ResourceType<?> type, HasMetadata object) {
    current.forEach(informer -> informer.written(type, object));
  }

  @Override
  public void removed(ResourceType<?> type, ResourceKey key, String uid) {
    current.forEach(informer -> informer.removed(type, key, uid));
  }

  @Override
  public void close() {
    List<Reflector<?>> running;
    lock.lock();
    try {
      running = new ArrayList<>(reflectors.values());
      reflectors.clear();
      started = false;
    } finally {
      lock.unlock();
    }
    running.forEach(Reflector::close);
  }
}
