package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.schema.GroupResource;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes claims and Services agree again after a server ended between the two: what a Service holds
 * is claimed, and what none holds in two rounds is free. Every server repairs.
 */
@Slf4j
@Component
@RequiredArgsConstructor
final class ClaimRepair {

  private static final GroupResource SERVICES = new GroupResource("", "services");

  private final RevisionStore store;
  private final ClaimedAddresses addresses;
  private final ClaimedPorts ports;

  /** What no Service held in the last round; read and written by one round after the other. */
  private Set<String> suspects = Set.of();

  @Scheduled(
      initialDelayString = "${api-server.network.claim-repair-period:3m}",
      fixedDelayString = "${api-server.network.claim-repair-period:3m}")
  void repair() {
    try {
      var found = new HashSet<String>();
      repairAddresses(found);
      repairPorts(found);
      suspects = Set.copyOf(found);
    } catch (StoreUnavailable e) {
      log.atWarn().setCause(e).log("claims are not repaired until the store can be reached");
    }
  }

  private void repairAddresses(Set<String> found) {
    var claimed = addresses.held();
    var held = new TreeMap<String, ObjectMeta>();
    services()
        .forEach(
            (shape, meta) -> shape.heldAddresses().forEach(address -> held.put(address, meta)));
    held.forEach((address, meta) -> {
      if (!claimed.contains(address)) {
        addresses.take(address, meta.namespace(), meta.name());
      }
    });
    for (var address : claimed) {
      if (!held.containsKey(address) && isLeftTwice("address " + address, found)) {
        addresses.release(address);
      }
    }
  }

  private void repairPorts(Set<String> found) {
    var claimed = ports.held();
    var held = new TreeMap<Integer, ObjectMeta>();
    services().forEach((shape, meta) -> shape.heldPorts().forEach(port -> held.put(port, meta)));
    held.forEach((port, meta) -> {
      if (!claimed.contains(port)) {
        ports.take(port, meta.namespace(), meta.name());
      }
    });
    for (var port : claimed) {
      if (!held.containsKey(port) && isLeftTwice("port " + port, found)) {
        ports.release(port);
      }
    }
  }

  private boolean isLeftTwice(String claim, Set<String> found) {
    if (suspects.contains(claim)) {
      log.atInfo().addKeyValue("claim", claim).log("no Service holds it: it is free again");
      return true;
    }
    found.add(claim);
    return false;
  }

  private Map<ServiceShape, ObjectMeta> services() {
    var result = new IdentityHashMap<ServiceShape, ObjectMeta>();
    for (var stored : store.read(SERVICES).objects()) {
      var service = StoredForm.decode(stored.json());
      result.put(ServiceShape.of(service), ObjectMeta.of(service));
    }
    return result;
  }
}
