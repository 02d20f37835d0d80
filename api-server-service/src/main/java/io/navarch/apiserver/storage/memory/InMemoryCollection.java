package io.navarch.apiserver.storage.memory;

import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.CommitResult;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One collection: its objects, its log and its revision, under one lock. */
final class InMemoryCollection {

  private final GroupResource name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Map<String, StoredObject> objects = new HashMap<>();
  private final List<Change> log = new ArrayList<>();
  private final Map<String, Instant> written = new LinkedHashMap<>(); // oldest first
  private final Clock clock;
  private long revision = RevisionStore.UNWRITTEN;

  InMemoryCollection(GroupResource name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  CommitResult commit(Change.Operation operation, String key, long expected, NewValue value) {
    lock.lock();
    try {
      var present = objects.get(key);
      boolean deletesNothing = operation == Change.Operation.DELETE && present == null;
      if (deletesNothing
          || expected != (present == null ? RevisionStore.ABSENT : present.revision())) {
        return new CommitResult.Mismatch(present);
      }
      revision++;
      var object = new StoredObject(key, revision, value.at(revision));
      written.remove(key);
      switch (operation) {
        case PUT -> {
          objects.put(key, object);
          written.put(key, clock.instant());
        }
        case DELETE -> objects.remove(key);
      }
      log.add(new Change(operation, key, revision, object.json()));
      grown.signalAll();
      return new CommitResult.Committed(object);
    } finally {
      lock.unlock();
    }
  }

  Optional<StoredObject> find(String key) {
    lock.lock();
    try {
      return Optional.ofNullable(objects.get(key));
    } finally {
      lock.unlock();
    }
  }

  RevisionStore.Content read() {
    lock.lock();
    try {
      return new RevisionStore.Content(revision, List.copyOf(objects.values()));
    } finally {
      lock.unlock();
    }
  }

  long revision() {
    lock.lock();
    try {
      return revision;
    } finally {
      lock.unlock();
    }
  }

  List<Change> changesAfter(long after, int limit, Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (after == revision && left > 0) {
        left = grown.awaitNanos(left);
      }
      long oldest = revision - log.size();
      if (after < oldest || after > revision) {
        throw new CompactedException(name, after, oldest);
      }
      int from = Math.toIntExact(after - oldest);
      return List.copyOf(log.subList(from, Math.min(log.size(), from + limit)));
    } finally {
      lock.unlock();
    }
  }

  void compact(long upTo) {
    lock.lock();
    try {
      long oldest = revision - log.size();
      int entries = Math.toIntExact(Math.clamp(upTo - oldest, 0, log.size()));
      log.subList(0, entries).clear();
    } finally {
      lock.unlock();
    }
  }

  List<String> writtenBefore(Instant time, int limit) {
    lock.lock();
    try {
      return written.entrySet().stream()
          .takeWhile(e -> e.getValue().isBefore(time))
          .limit(limit)
          .map(Map.Entry::getKey)
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
