package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.network.NetworkProperties;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.schema.GroupResource;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Node ports of Services, each a key in a collection of its own that no URL reaches: what is
 * created there can be created once.
 */
@Component
final class ClaimedPorts {

  private static final GroupResource COLLECTION =
      new GroupResource("allocation.navarch.io", "nodeports");
  private static final int ATTEMPTS = 512;

  private final RevisionStore store;
  private final int first;
  private final int last;

  ClaimedPorts(RevisionStore store, NetworkProperties properties) {
    this.store = store;
    var range = properties.nodePortRange();
    int dash = range.indexOf('-');
    this.first = Integer.parseInt(range.substring(0, dash));
    this.last = Integer.parseInt(range.substring(dash + 1));
  }

  boolean isInRange(int port) {
    return port >= first && port <= last;
  }

  /** The range as messages spell it. */
  String range() {
    return first + "-" + last;
  }

  /** Takes this port for a Service, unless somebody has it. */
  boolean take(int port, String namespace, String service) {
    var name = Integer.toString(port);
    var object = JsonMapper.shared().createObjectNode();
    object.put("kind", "NodePort").put("apiVersion", "allocation.navarch.io/v1");
    ObjectMeta.of(object).set("name", name);
    object.put("namespace", namespace).put("service", service);
    return store.put(COLLECTION, name, RevisionStore.ABSENT, StoredForm.encode(object))
        instanceof Committed;
  }

  /** Takes any free port; empty if there is none. */
  OptionalInt takeAny(String namespace, String service) {
    int count = last - first + 1;
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = first + ThreadLocalRandom.current().nextInt(count);
      if (take(port, namespace, service)) {
        return OptionalInt.of(port);
      }
    }
    for (int port = first; port <= last; port++) {
      if (take(port, namespace, service)) {
        return OptionalInt.of(port);
      }
    }
    return OptionalInt.empty();
  }

  /** All ports that are taken. */
  Set<Integer> held() {
    return store.read(COLLECTION).objects().stream()
        .map(held -> Integer.valueOf(held.key()))
        .collect(Collectors.toSet());
  }

  /** Gives a port back. */
  void release(int port) {
    var name = Integer.toString(port);
    store
        .find(COLLECTION, name)
        .ifPresent(held -> {
          var state = StoredForm.encode(StoredForm.decode(held.json()));
          store.delete(COLLECTION, name, held.revision(), state);
        });
  }
}
