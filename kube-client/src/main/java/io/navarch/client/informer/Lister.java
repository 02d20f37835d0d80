package io.navarch.client.informer;

import io.navarch.client.transport.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Reads an informer's cache. Objects are shared and must not be changed. What the process itself
 * has written through its {@link io.navarch.client.transport.ApiClient} is visible at once; what
 * others write comes with the watch. Never blocks on the network.
 */
public interface Lister<T> {

  /** The object of that key. */
  Optional<T> find(ResourceKey key);

  /** All objects, in no order. */
  List<T> list();

  /** The objects of one namespace. */
  List<T> inNamespace(String namespace);

  /** The objects that an index, declared at the informer, files under a value. */
  List<T> byIndex(String index, String value);
}
