package io.navarch.apiserver.storage.redis;

import io.navarch.apiserver.storage.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this server has heard of the end of one collection's log: the revisions announced by others,
 * and its own last commits, which need not be read back.
 */
final class CollectionTail {

  /** Own commits kept for those who follow the log. */
  private static final int REMEMBERED = 512;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private final ArrayDeque<Change> own = new ArrayDeque<>();
  private long newest;
  private boolean certain;
  private boolean heardWhileReading;
  private @Nullable Change lastRead;

  /** A commit of this server. */
  void committed(Change change) {
    lock.lock();
    try {
      if (!own.isEmpty() && own.peekLast().revision() + 1 != change.revision()) {
        certain &= own.peekLast().revision() < change.revision(); // else the past has changed
        own.clear(); // another server was in between
      }
      own.addLast(change);
      if (own.size() > REMEMBERED) {
        own.removeFirst();
      }
      hear(change.revision());
    } finally {
      lock.unlock();
    }
  }

  /** A commit of another server. */
  void announced(long revision) {
    lock.lock();
    try {
      hear(revision);
    } finally {
      lock.unlock();
    }
  }

  /** Announcements may have been missed, or history may have changed: the store must be asked. */
  void disturbed() {
    lock.lock();
    try {
      certain = false;
      newest = 0;
      own.clear();
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void hear(long revision) {
    newest = Math.max(newest, revision);
    heardWhileReading = true;
    heard.signalAll();
  }

  /** Whether everything that happened since the store was asked would have been heard of. */
  boolean isCertain() {
    lock.lock();
    try {
      return certain;
    } finally {
      lock.unlock();
    }
  }

  /** The newest revision heard of. */
  long newest() {
    lock.lock();
    try {
      return newest;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The log is about to be read after a revision: what happens from now on is heard of.
   *
   * @return what the log must still hold under that revision, if there is reason for doubt
   */
  Optional<Change> startReading(long revision) {
    lock.lock();
    try {
      boolean doubtful = !certain;
      certain = true;
      heardWhileReading = false;
      return Optional.ofNullable(lastRead).filter(c -> doubtful && c.revision() == revision);
    } finally {
      lock.unlock();
    }
  }

  /** The log was read after a revision and held so many changes. */
  void finishReading(long revision, int changes) {
    lock.lock();
    try {
      if (changes == 0 && !heardWhileReading) {
        newest = revision;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A change was handed out: the mark by which a changed past is recognised. */
  void read(Change last) {
    lock.lock();
    try {
      lastRead = last;
    } finally {
      lock.unlock();
    }
  }

  /** Own commits that directly follow a revision. */
  List<Change> ownAfter(long revision, int limit) {
    lock.lock();
    try {
      if (own.isEmpty() || own.peekFirst().revision() > revision + 1) {
        return List.of();
      }
      var following = new ArrayList<Change>();
      for (var change : own) {
        if (change.revision() > revision && following.size() < limit) {
          following.add(change);
        }
      }
      return following;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something after a revision is heard of, or nothing is certain any more.
   *
   * @return the nanoseconds left
   */
  long await(long revision, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (certain && newest == revision && left > 0) {
        left = heard.awaitNanos(left);
      }
      certain &= left > 0; // silence for so long is checked
      return left;
    } finally {
      lock.unlock();
    }
  }
}
