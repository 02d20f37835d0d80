package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.navarch.nodeagent.volume.VolumeFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks for tokens that are bound to a Pod, and for new ones before the old ones end. */
@Component
@RequiredArgsConstructor
class ServiceAccountTokens {

  private static final long DEFAULT_SECONDS = 3600;
  private static final int PERCENT = 100;
  private static final int USED_PERCENT = 80;
  private static final Duration OLDEST = Duration.ofHours(24);

  /** Whose token, for whom, and for how long. */
  private record Key(String podUid, String account, String audience, long seconds) {}

  private record Token(String value, Instant renewAt, Instant expiresAt) {}

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<Key, Token> tokens = new ConcurrentHashMap<>();

  /** A token that is still good for a while. */
  String of(Pod pod, ServiceAccountTokenProjection wanted) {
    var audience = wanted.getAudience() == null ? "" : wanted.getAudience();
    long seconds =
        wanted.getExpirationSeconds() == null ? DEFAULT_SECONDS : wanted.getExpirationSeconds();
    var account = pod.getSpec().getServiceAccountName();
    var key =
        new Key(
            pod.getMetadata().getUid(), account == null ? "default" : account, audience, seconds);
    var now = clock.instant();
    var known = tokens.get(key);
    if (known != null && now.isBefore(known.renewAt())) {
      return known.value();
    }
    try {
      var fresh = request(pod, key, now);
      tokens.values().removeIf(token -> token.expiresAt().isBefore(now));
      tokens.put(key, fresh);
      return fresh.value();
    } catch (KubernetesClientException e) {
      if (known != null && now.isBefore(known.expiresAt())) {
        return known.value();
      }
      throw new VolumeFailure("failed to fetch token: " + e.getMessage(), e);
    }
  }

  private Token request(Pod pod, Key key, Instant now) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(key.audience().isEmpty() ? List.of() : List.of(key.audience()))
            .withExpirationSeconds(key.seconds())
            .withNewBoundObjectRef()
            .withApiVersion("v1")
            .withKind("Pod")
            .withName(pod.getMetadata().getName())
            .withUid(key.podUid())
            .endBoundObjectRef()
            .endSpec()
            .build();
    var answer =
        client
            .serviceAccounts()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(key.account())
            .tokenRequest(request);
    var expires = Instant.parse(answer.getStatus().getExpirationTimestamp());
    var life = Duration.between(now, expires);
    var use = life.multipliedBy(USED_PERCENT).dividedBy(PERCENT);
    return new Token(
        answer.getStatus().getToken(), now.plus(use.compareTo(OLDEST) < 0 ? use : OLDEST), expires);
  }
}
