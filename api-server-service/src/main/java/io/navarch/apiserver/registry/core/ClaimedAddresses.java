package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.network.NetworkProperties;
import io.navarch.apiserver.registry.Identities;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cluster addresses of Services. An address is taken by creating its {@code IPAddress} object,
 * which can be done once: two servers never hand out the same, and a restart forgets nothing.
 */
@Component
@EnableConfigurationProperties(NetworkProperties.class)
final class ClaimedAddresses {

  private static final GroupResource COLLECTION =
      new GroupResource("networking.k8s.io", "ipaddresses");
  private static final String MANAGER = "ipallocator.k8s.io";
  private static final int ATTEMPTS = 2000;
  private static final int ATTEMPTS_APART = 1000;

  private final RevisionStore store;
  private final Identities identities;
  private final Clock clock;
  private final AddressRange range;
  private final String cidr;

  ClaimedAddresses(
      RevisionStore store, Identities identities, Clock clock, NetworkProperties properties) {
    this.store = store;
    this.identities = identities;
    this.clock = clock;
    this.cidr = properties.serviceRange();
    this.range = AddressRange.parse(cidr);
  }

  /** The range as messages spell it. */
  String cidr() {
    return cidr;
  }

  AddressRange range() {
    return range;
  }

  /** Takes this address for a Service, unless somebody has it. */
  boolean take(String address, String namespace, String service) {
    var object = JsonMapper.shared().createObjectNode();
    object.put("kind", "IPAddress").put("apiVersion", "networking.k8s.io/v1");
    var meta = ObjectMeta.of(object);
    meta.set("name", address);
    meta.set("uid", identities.uid());
    meta.set("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    meta.putLabel("ipaddress.kubernetes.io/ip-family", range.family());
    meta.putLabel("ipaddress.kubernetes.io/managed-by", MANAGER);
    object
        .putObject("spec")
        .putObject("parentRef")
        .put("resource", "services")
        .put("namespace", namespace)
        .put("name", service);
    var result = store.put(COLLECTION, address, RevisionStore.ABSENT, StoredForm.encode(object));
    return result instanceof Committed;
  }

  /** Takes any free address; empty if none was found. */
  Optional<String> takeAny(String namespace, String service) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var candidate = range.candidate(ThreadLocalRandom.current(), i >= ATTEMPTS_APART);
      if (take(candidate, namespace, service)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** All addresses that are taken for Services. */
  Set<String> held() {
    return store.read(COLLECTION).objects().stream()
        .filter(
            held -> ObjectMeta.of(StoredForm.decode(held.json())).labels().containsValue(MANAGER))
        .map(StoredObject::key)
        .collect(Collectors.toSet());
  }

  /** Gives an address back. */
  void release(String address) {
    store
        .find(COLLECTION, address)
        .ifPresent(held -> {
          var last = StoredForm.encode(StoredForm.decode(held.json()));
          store.delete(COLLECTION, address, held.revision(), last);
        });
  }
}
