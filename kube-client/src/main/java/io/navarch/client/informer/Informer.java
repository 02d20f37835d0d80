package io.navarch.client.informer;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A current local copy of the objects of one resource that one query picks.
 *
 * <p>Promises: after the first full list {@link #hasSynced} stays true; every handler sees every
 * key's changes in order, first an Added for what is cached, and runs on its own thread; missed
 * watches are made up for by a fresh list, of which a handler sees the net effect. Not promised:
 * that each intermediate state is seen, any order between keys of different informers, or that an
 * event comes from the server (own writes come first from the writer).
 */
public interface Informer<T> {

  /** The copy. */
  Lister<T> lister();

  /** Files objects under values; declared again under the same name it has no effect. */
  Informer<T> index(String name, Function<T, Collection<String>> values);

  /** Sends all changes from now on, after one Added per cached object. */
  Subscription subscribe(Consumer<CacheEvent<T>> handler);

  /** Whether the first list has arrived. */
  boolean hasSynced();
}
