package io.navarch.client.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;

/** The informer that all users of one resource and query share; a reflector feeds it. */
@RequiredArgsConstructor
final class SharedInformer<T extends HasMetadata> implements Informer<T> {

  private final ResourceType<T> type;
  private final ListQuery query;
  private final ObjectCache<T> cache = new ObjectCache<>();
  private final CountDownLatch synced = new CountDownLatch(1);

  ResourceType<T> type() {
    return type;
  }

  ListQuery query() {
    return query;
  }

  @Override
  public Lister<T> lister() {
    return cache;
  }

  @Override
  public Informer<T> index(String name, Function<T, Collection<String>> values) {
    cache.index(name, values);
    return this;
  }

  @Override
  public Subscription subscribe(Consumer<CacheEvent<T>> handler) {
    var thread = new HandlerThread<>(type.qualifiedName(), handler);
    Consumer<CacheEvent<T>> listener = thread::send;
    cache.listen(listener);
    return () -> {
      cache.forget(listener);
      thread.stop();
    };
  }

  @Override
  public boolean hasSynced() {
    return synced.getCount() == 0;
  }

  boolean awaitSync(long millis) throws InterruptedException {
    return synced.await(millis, TimeUnit.MILLISECONDS);
  }

  void listed(Collection<T> objects, String resourceVersion) {
    cache.replace(objects, resourceVersion);
    synced.countDown();
  }

  void changed(T object) {
    cache.upsert(object);
  }

  void deleted(T object) {
    cache.delete(object);
  }

  /** Lays an own write over the cache, if this informer is about such objects. */
  void written(ResourceType<?> writtenType, HasMetadata object) {
    if (!isSameResource(writtenType) || !type.model().isInstance(object)) {
      return;
    }
    var own = type.model().cast(object);
    if (query.isSelective()) {
      cache.upsertKnown(own);
    } else if (hasSynced() && covers(ResourceKey.of(object).namespace())) {
      cache.upsertOwn(own);
    }
  }

  /** Lays an own removal over the cache. */
  void removed(ResourceType<?> removedType, ResourceKey key, String uid) {
    if (isSameResource(removedType) && covers(key.namespace())) {
      cache.removeOwn(key, uid);
    }
  }

  private boolean isSameResource(ResourceType<?> other) {
    return type.group().equals(other.group()) && type.plural().equals(other.plural());
  }

  private boolean covers(String namespace) {
    return query.namespace().isEmpty() || query.namespace().equals(namespace);
  }
}
