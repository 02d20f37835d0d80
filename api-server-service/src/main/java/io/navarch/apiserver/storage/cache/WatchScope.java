package io.navarch.apiserver.storage.cache;

/**
 * Which events of a collection concern a watcher, as far as the cache's indexes know; finer
 * selection is the caller's.
 *
 * @param namespace empty for all
 * @param name empty for all
 * @param nodeName {@code spec.nodeName}, empty for all; only Pods have it
 */
public record WatchScope(String namespace, String name, String nodeName) {

  /** Everything. */
  public static final WatchScope ALL = new WatchScope("", "", "");
}
