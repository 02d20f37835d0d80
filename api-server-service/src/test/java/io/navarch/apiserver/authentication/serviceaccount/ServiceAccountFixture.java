package io.navarch.apiserver.authentication.serviceaccount;

import io.navarch.apiserver.authentication.TokenAuthenticator;
import io.navarch.apiserver.pki.PkiFixture;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.testing.fakes.ManualClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything of this room, wired as the service wires it. */
public final class ServiceAccountFixture {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ServiceAccountProperties properties =
      new ServiceAccountProperties(
          List.of("https://kubernetes.default.svc.cluster.local"),
          List.of(),
          Duration.ZERO,
          true,
          "");
  private final TokenKeys keys;
  private final BoundObjects objects;

  public ServiceAccountFixture(Path directory, ObjectReader objects) {
    keys = new TokenKeys(PkiFixture.in(directory, clock));
    this.objects = new BoundObjects(objects, clock);
  }

  public ServiceAccountProperties properties() {
    return properties;
  }

  public ServiceAccountTokens tokens() {
    return new ServiceAccountTokens(properties, keys, clock);
  }

  public TokenAuthenticator authenticator() {
    return new ServiceAccountTokenAuthenticator(
        properties, keys, new BoundClaims(objects), new LegacyClaims(objects), clock);
  }

  public Clock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  public void advance(Duration by) {
    clock.advance(by);
  }
}
