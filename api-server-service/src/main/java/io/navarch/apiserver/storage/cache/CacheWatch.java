package io.navarch.apiserver.storage.cache;

import java.time.Duration;
import java.util.List;

/** One watcher's view of a collection's events; used by one thread. */
public interface CacheWatch extends AutoCloseable {

  /**
   * The next events in order; empty when none came within the time.
   *
   * @throws WatchEnded if the watcher was too slow, or the collection had to be read anew; the
   *     client starts over
   */
  List<CacheEvent> poll(Duration wait) throws InterruptedException;

  /** The revision up to which this watcher has been told everything that concerns it. */
  long progress();

  @Override
  void close();

  /** The watch can't go on; answer with 410 Expired. */
  final class WatchEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WatchEnded(String message) {
      super(message);
    }
  }
}
