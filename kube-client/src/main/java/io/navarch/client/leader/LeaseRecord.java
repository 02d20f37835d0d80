package io.navarch.client.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what to write into the Lease. Pure. */
final class LeaseRecord {

  private final String identity;
  private final Duration duration;
  private @Nullable LeaseSpec observed;
  private Instant observedAt = Instant.EPOCH;

  LeaseRecord(String identity, Duration duration) {
    this.identity = identity;
    this.duration = duration;
  }

  /** Remembers when this process last saw the Lease change; clocks of others don't matter. */
  void observe(Lease lease, Instant now) {
    if (!Objects.equals(observed, lease.getSpec())) {
      observed = lease.getSpec();
      observedAt = now;
    }
  }

  boolean isMine(Lease lease) {
    return identity.equals(holder(lease));
  }

  /** Whether this process may write itself into the Lease. */
  boolean mayTake(Lease lease, Instant now) {
    return isMine(lease)
        || holder(lease).isEmpty()
        || !now.isBefore(observedAt.plus(duration(lease)));
  }

  Lease first(String namespace, String name, Instant now) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withSpec(spec(now, now, 0))
        .build();
  }

  Lease taken(Lease lease, Instant now) {
    var mine = isMine(lease);
    var spec = lease.getSpec();
    int transitions =
        spec == null || spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions();
    var since =
        mine && spec != null && spec.getAcquireTime() != null
            ? spec.getAcquireTime().toInstant()
            : now;
    return new LeaseBuilder(lease)
        .withSpec(spec(since, now, mine ? transitions : transitions + 1))
        .build();
  }

  /** The Lease without a holder, so that another process needs not wait. */
  Lease released(Lease lease, Instant now) {
    return new LeaseBuilder(lease)
        .withSpec(
            new LeaseSpecBuilder(lease.getSpec())
                .withHolderIdentity("")
                .withLeaseDurationSeconds(1)
                .withRenewTime(now.atZone(ZoneOffset.UTC))
                .withAcquireTime(now.atZone(ZoneOffset.UTC))
                .build())
        .build();
  }

  private LeaseSpec spec(Instant since, Instant renewed, int transitions) {
    return new LeaseSpecBuilder()
        .withHolderIdentity(identity)
        .withLeaseDurationSeconds((int) duration.toSeconds())
        .withAcquireTime(since.atZone(ZoneOffset.UTC))
        .withRenewTime(renewed.atZone(ZoneOffset.UTC))
        .withLeaseTransitions(transitions)
        .build();
  }

  /** The holder says how long it counts on the others to wait. */
  private Duration duration(Lease lease) {
    var seconds = lease.getSpec().getLeaseDurationSeconds();
    return seconds == null ? duration : Duration.ofSeconds(seconds);
  }

  private static String holder(Lease lease) {
    var spec = lease.getSpec();
    return spec == null || spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity();
  }
}
