package io.navarch.apiserver.admission.quota;

import io.navarch.apiserver.request.ApiStatusException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets the requests of one namespace charge its quotas one after the other, so that they need not
 * repeat each other's writes. Other servers are kept apart by the store alone.
 */
final class NamespaceLocks {

  private static final int STRIPES = 256;
  private static final long LIMIT_SECONDS = 10;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  /**
   * Runs something alone in its namespace.
   *
   * @throws ApiStatusException 500 if its turn does not come in time
   */
  void holding(String namespace, Runnable work) {
    var lock = locks[Math.floorMod(namespace.hashCode(), STRIPES)];
    if (!isMine(lock)) {
      throw ApiStatusException.internal("resource quota evaluation timed out");
    }
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isMine(ReentrantLock lock) {
    try {
      return lock.tryLock(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
