package io.navarch.client.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of an informer, by key and by index. Fed by two sources, the watch and the process's
 * own writes: per key the higher resourceVersion wins, and an object that the process itself has
 * removed does not come back by an older message of the watch. Changes are announced under the
 * lock, so that their order is the cache's.
 */
final class ObjectCache<T extends HasMetadata> implements Lister<T> {

  private static final String NAMESPACE = "namespace";

  /** Answers to own writes are never this many removals behind the watch. */
  private static final int REMEMBERED_REMOVALS = 4096;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<ResourceKey, T> objects = new HashMap<>();
  private final Map<ResourceKey, String> removedUids = new HashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private final Map<String, Index<T>> indexes = new HashMap<>();
  private final List<Consumer<CacheEvent<T>>> listeners = new ArrayList<>();

  ObjectCache() {
    index(NAMESPACE, object -> List.of(ResourceKey.of(object).namespace()));
  }

  void index(String name, Function<T, Collection<String>> values) {
    locked(() -> {
      if (!indexes.containsKey(name)) {
        var index = new Index<>(values);
        objects.forEach(index::add);
        indexes.put(name, index);
      }
    });
  }

  /** Announces what is there and then all changes. */
  void listen(Consumer<CacheEvent<T>> listener) {
    locked(() -> {
      objects.values().forEach(object -> listener.accept(new CacheEvent.Added<>(object)));
      listeners.add(listener);
    });
  }

  void forget(Consumer<CacheEvent<T>> listener) {
    locked(() -> listeners.remove(listener));
  }

  /** A state that the server has stored, from whichever source. */
  void upsert(T object) {
    locked(() -> {
      var key = ResourceKey.of(object);
      if (!uid(object).equals(removedUids.get(key))) {
        removedUids.remove(key);
        put(key, object);
      }
    });
  }

  /**
   * The answer to an own write. It may come after the watch has told that the object is gone, and
   * must not bring it back.
   */
  void upsertOwn(T object) {
    locked(() -> {
      if (!gone.contains(uid(object))) {
        upsert(object);
      }
    });
  }

  /** As {@link #upsert}, but only if the object is cached: its place here can't be judged. */
  void upsertKnown(T object) {
    locked(() -> {
      var key = ResourceKey.of(object);
      var known = objects.get(key);
      if (known != null && uid(known).equals(uid(object))) {
        put(key, object);
      }
    });
  }

  /** The watch says that the object is gone as of its resourceVersion. */
  void delete(T object) {
    locked(() -> {
      var key = ResourceKey.of(object);
      removedUids.remove(key, uid(object));
      var known = objects.get(key);
      if (known != null && (uid(known).equals(uid(object)) || !isNewer(known, object))) {
        remove(key);
      }
    });
  }

  /** The process itself has removed the object. */
  void removeOwn(ResourceKey key, String uid) {
    locked(() -> {
      var known = objects.get(key);
      if (known != null && (uid.isEmpty() || uid(known).equals(uid))) {
        removedUids.put(key, uid(known));
        remove(key);
      }
    });
  }

  /** A full list: what it lacks is gone, unless the process has written it after the list. */
  void replace(Collection<T> listed, String resourceVersion) {
    locked(() -> {
      Set<ResourceKey> seen = new HashSet<>();
      for (var object : listed) {
        var key = ResourceKey.of(object);
        seen.add(key);
        if (!uid(object).equals(removedUids.get(key))) {
          put(key, object);
        }
      }
      removedUids.keySet().retainAll(seen);
      for (var key : List.copyOf(objects.keySet())) {
        if (!seen.contains(key) && !writtenAfter(key, resourceVersion)) {
          remove(key);
        }
      }
    });
  }

  private boolean writtenAfter(ResourceKey key, String resourceVersion) {
    var object = objects.get(key);
    return object != null && Revisions.isNewer(version(object), resourceVersion);
  }

  private void put(ResourceKey key, T object) {
    var before = objects.get(key);
    if (before == null) {
      objects.put(key, object);
      indexes.values().forEach(index -> index.add(key, object));
      announce(new CacheEvent.Added<>(object));
    } else if (isNewer(object, before) || isNewlyTerminating(object, before)) {
      objects.put(key, object);
      indexes.values().forEach(index -> index.move(key, before, object));
      announce(new CacheEvent.Updated<>(before, object));
    }
  }

  private void remove(ResourceKey key) {
    var object = objects.remove(key);
    if (object != null) {
      if (!uid(object).isEmpty()) {
        gone.add(uid(object));
      }
      if (gone.size() > REMEMBERED_REMOVALS) {
        gone.remove(gone.iterator().next());
      }
      indexes.values().forEach(index -> index.remove(key, object));
      announce(new CacheEvent.Removed<>(object));
    }
  }

  private void announce(CacheEvent<T> event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  @Override
  public Optional<T> find(ResourceKey key) {
    return read(() -> Optional.ofNullable(objects.get(key)));
  }

  @Override
  public List<T> list() {
    return read(() -> List.copyOf(objects.values()));
  }

  @Override
  public List<T> inNamespace(String namespace) {
    return byIndex(NAMESPACE, namespace);
  }

  @Override
  public List<T> byIndex(String index, String value) {
    return read(() -> {
      var found = indexes.get(index);
      if (found == null) {
        throw new IllegalArgumentException("no index " + index);
      }
      var matching = new ArrayList<T>();
      for (var key : found.keys(value)) {
        var object = objects.get(key);
        if (object != null) {
          matching.add(object);
        }
      }
      return List.copyOf(matching);
    });
  }

  private void locked(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <R> R read(Supplier<R> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static boolean isNewer(HasMetadata object, HasMetadata than) {
    return Revisions.isNewer(version(object), version(than));
  }

  /** A delete may answer with the state that it ended, so with the same resourceVersion. */
  private static boolean isNewlyTerminating(HasMetadata object, HasMetadata than) {
    return version(object).equals(version(than))
        && object.getMetadata().getDeletionTimestamp() != null
        && than.getMetadata().getDeletionTimestamp() == null;
  }

  private static String version(HasMetadata object) {
    return orEmpty(object.getMetadata().getResourceVersion());
  }

  private static String uid(HasMetadata object) {
    return orEmpty(object.getMetadata().getUid());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Keys by the values that a function finds in their objects. */
  private static final class Index<T> {

    private final Function<T, Collection<String>> values;
    private final Map<String, Set<ResourceKey>> keys = new HashMap<>();

    Index(Function<T, Collection<String>> values) {
      this.values = values;
    }

    Set<ResourceKey> keys(String value) {
      return keys.getOrDefault(value, Set.of());
    }

    void add(ResourceKey key, T object) {
      for (var value : values.apply(object)) {
        keys.computeIfAbsent(value, _ -> new LinkedHashSet<>()).add(key);
      }
    }

    void move(ResourceKey key, T before, T after) {
      Set<String> old = Set.copyOf(values.apply(before));
      Set<String> now = Set.copyOf(values.apply(after));
      if (!old.equals(now)) {
        remove(key, before);
        add(key, after);
      }
    }

    void remove(ResourceKey key, T object) {
      for (var value : values.apply(object)) {
        keys.computeIfPresent(
            value,
            (_, set) -> {
              set.remove(key);
              return set.isEmpty() ? null : set;
            });
      }
    }
  }
}
