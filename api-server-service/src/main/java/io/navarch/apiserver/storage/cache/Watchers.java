package io.navarch.apiserver.storage.cache;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The watchers of a collection, each filed under the most selective part of its scope, so that an
 * event reaches only those it may concern. Not thread-safe.
 */
final class Watchers {

  /** What a watcher is filed under; the parts not used are empty. */
  private record Slot(String namespace, String name, String nodeName) {

    private static final Slot EVERYTHING = new Slot("", "", "");

    static Slot of(WatchScope scope) {
      if (!scope.nodeName().isEmpty()) {
        return ofNode(scope.nodeName());
      }
      return scope.name().isEmpty() ? ofNamespace(scope.namespace()) : ofName(scope.name());
    }

    static Slot ofNamespace(String namespace) {
      return new Slot(namespace, "", "");
    }

    static Slot ofName(String name) {
      return new Slot("", name, "");
    }

    static Slot ofNode(String nodeName) {
      return new Slot("", "", nodeName);
    }
  }

  private final Map<Slot, Set<QueuedWatch>> slots = new HashMap<>();
  private int byNode;

  void add(QueuedWatch watch) {
    slots.computeIfAbsent(Slot.of(watch.scope()), _ -> new LinkedHashSet<>()).add(watch);
    byNode += nodes(watch);
  }

  void remove(QueuedWatch watch) {
    slots.computeIfPresent(
        Slot.of(watch.scope()),
        (_, filed) -> {
          if (filed.remove(watch)) {
            byNode -= nodes(watch);
          }
          return filed.isEmpty() ? null : filed;
        });
  }

  /** Hands the event to all whom it concerns; their number. */
  int dispatch(Occurrence occurrence) {
    var object = occurrence.object();
    int told = offer(Slot.EVERYTHING, occurrence) + offer(Slot.ofName(object.name()), occurrence);
    if (!object.namespace().isEmpty()) {
      told += offer(Slot.ofNamespace(object.namespace()), occurrence);
    }
    if (byNode > 0) { // else the content need not be read
      told += offerByNode(object.nodeName(), occurrence);
      var previous = occurrence.previous().nodeName();
      told += previous.equals(object.nodeName()) ? 0 : offerByNode(previous, occurrence);
    }
    return told;
  }

  /** All of them; afterwards there are none. */
  List<QueuedWatch> drain() {
    var all = slots.values().stream().flatMap(Set::stream).toList();
    slots.clear();
    byNode = 0;
    return all;
  }

  private int offerByNode(String nodeName, Occurrence occurrence) {
    return nodeName.isEmpty() ? 0 : offer(Slot.ofNode(nodeName), occurrence);
  }

  private int offer(Slot slot, Occurrence occurrence) {
    int told = 0;
    for (var watch : slots.getOrDefault(slot, Set.of())) {
      if (occurrence.concerns(watch.scope())) {
        watch.offer(occurrence.event());
        told++;
      }
    }
    return told;
  }

  private static int nodes(QueuedWatch watch) {
    return watch.scope().nodeName().isEmpty() ? 0 : 1;
  }
}
