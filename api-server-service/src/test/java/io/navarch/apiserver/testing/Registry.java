package io.navarch.apiserver.testing;

import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.SchemaRules;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.apiserver.storage.memory.InMemoryRevisionStore;
import io.navarch.testing.fakes.ManualClock;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The registry with all its laws, over a store in memory. */
public final class Registry implements AutoCloseable {

  private static final String ROOM = "io.navarch.apiserver.registry";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** Starts an empty one. */
  public Registry() {
    var store = new InMemoryRevisionStore();
    context.registerBean(RevisionStore.class, () -> store);
    context.registerBean(WatchCache.class, () -> new DirectCache(store));
    context.registerBean(Clock.class, () -> new ManualClock(Instant.parse("2026-01-01T00:00:00Z")));
    context.registerBean(SchemaRules.class, () -> (kind, object, errors) -> {});
    context.scan(ROOM);
    context.refresh();
  }

  public ResourceStore objects() {
    return context.getBean(ResourceStore.class);
  }

  public ObjectReader reader() {
    return context.getBean(ObjectReader.class);
  }

  public Resources resources() {
    return context.getBean(Resources.class);
  }

  public ObjectRules rules() {
    return context.getBean(ObjectRules.class);
  }

  /** What lies below all this. */
  public RevisionStore store() {
    return context.getBean(RevisionStore.class);
  }

  /** Forgets all objects, and nothing of the laws. */
  public void clear() {
    for (var kind : resources().catalogue().kinds()) {
      for (var object : store().read(kind.collection()).objects()) {
        var last = StoredForm.encode(StoredForm.decode(object.json()));
        store().delete(kind.collection(), object.key(), object.revision(), last);
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
