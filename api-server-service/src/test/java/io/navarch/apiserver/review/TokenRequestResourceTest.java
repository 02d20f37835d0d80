package io.navarch.apiserver.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.navarch.apiserver.authentication.TokenAuthenticator;
import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.serviceaccount.ServiceAccountFixture;
import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.apiserver.testing.FakeObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Tokens on request, and what they are worth. */
class TokenRequestResourceTest {

  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  @TempDir private Path directory;
  private final FakeObjects objects =
      new FakeObjects()
          .with("serviceaccounts", "{metadata: {namespace: a, name: sa, uid: u1}}")
          .with(
              "pods",
              "{metadata: {namespace: a, name: p, uid: u2}, spec: {serviceAccountName: sa, nodeName: n}}")
          .with(
              "pods",
              "{metadata: {namespace: a, name: other, uid: u4}, spec: {serviceAccountName: x}}")
          .with("nodes", "{metadata: {name: n, uid: u3}}");
  private ServiceAccountFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ServiceAccountFixture(directory, objects);
  }

  @Test
  void bindsATokenToAPodAndItsNode() throws Exception {
    var answer =
        request("{expirationSeconds: 600, boundObjectRef: {kind: Pod, apiVersion: v1, name: p}}");

    var claims = claims(answer);
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getSubject()).isEqualTo("system:serviceaccount:a:sa");
    assertThat(claims.getJSONObjectClaim("kubernetes.io"))
        .isEqualTo(
            Map.of(
                "namespace", "a",
                "serviceaccount", Map.of("name", "sa", "uid", "u1"),
                "pod", Map.of("name", "p", "uid", "u2"),
                "node", Map.of("name", "n", "uid", "u3")));
    assertThat(user(answer).user().extra())
        .containsEntry("authentication.kubernetes.io/pod-name", List.of("p"))
        .containsEntry("authentication.kubernetes.io/node-uid", List.of("u3"));
  }

  @Test
  void lendsTheTokenOfAPodAYearAndWarnsAfterTheHourItAskedFor() throws Exception {
    var answer =
        request("{expirationSeconds: 3607, boundObjectRef: {kind: Pod, apiVersion: v1, name: p}}");

    var claims = claims(answer);
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofDays(365));
    assertThat(claims.getJSONObjectClaim("kubernetes.io")).containsKey("warnafter");
    assertThat(answer.at("/status/expirationTimestamp").asString())
        .isEqualTo(fixture.now().plusSeconds(3607).toString());
  }

  @Test
  void refusesWhatUpstreamRefusesInItsWords() {
    assertThatThrownBy(() -> request("{expirationSeconds: 5}"))
        .hasMessage(
            "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid"
                + " value: 5: may not specify a duration less than 10 minutes");
    assertThatThrownBy(() -> request("{boundObjectRef: {kind: Pod, apiVersion: v1, name: none}}"))
        .hasMessage("pods \"none\" not found");
    assertThatThrownBy(() -> request("{boundObjectRef: {kind: Pod, apiVersion: v1, name: other}}"))
        .hasMessage(
            "cannot bind token for serviceaccount \"sa\" to pod running with different"
                + " serviceaccount name.");
  }

  @Test
  void acceptsATokenOnlyForThoseItIsMeantFor() {
    var answer = request("{audiences: [vault]}");

    assertThatThrownBy(() -> user(answer))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessage(
            "token audiences [\"vault\"] is invalid for the target audiences [\"" + ISSUER + "\"]");
    assertThat(fixture.authenticator().authenticate(token(answer), List.of("vault", "x")))
        .hasValueSatisfying(u -> assertThat(u.audiences()).containsExactly("vault"));
  }

  @Test
  void refusesATokenWhosePodIsAnother() {
    var answer = request("{boundObjectRef: {kind: Pod, apiVersion: v1, name: p}}");
    objects.with("pods", "{metadata: {namespace: a, name: p, uid: u9}}");

    assertThatThrownBy(() -> user(answer)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void refusesAnExpiredToken() {
    var answer = request("{expirationSeconds: 600}");
    fixture.advance(Duration.ofSeconds(601));

    assertThatThrownBy(() -> user(answer)).hasMessageContaining("expired");
  }

  @Test
  void refusesATokenThatSomeoneElseSigned(@TempDir Path elsewhere) {
    var stranger = new ServiceAccountFixture(elsewhere, objects);

    assertThatThrownBy(() -> stranger.authenticator().authenticate(token(request("{}")), List.of()))
        .isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void doesNotKnowOtherTokens() {
    assertThat(fixture.authenticator().authenticate("abc", List.of())).isEmpty();
  }

  private ObjectNode request(String spec) {
    var resource =
        new TokenRequestResource(
            fixture.properties(),
            fixture.tokens(),
            new BoundReferences(objects),
            objects,
            fixture.clock());
    var body = FakeObjects.object("{kind: TokenRequest, spec: " + spec + "}");
    return resource.create(new ComputedResource.Request(UserInfo.of("x"), "a", "sa", body, false));
  }

  private TokenAuthenticator.TokenUser user(ObjectNode answer) {
    return fixture.authenticator().authenticate(token(answer), List.of()).orElseThrow();
  }

  private static String token(ObjectNode answer) {
    return answer.at("/status/token").asString();
  }

  private static JWTClaimsSet claims(ObjectNode answer) throws Exception {
    return SignedJWT.parse(token(answer)).getJWTClaimsSet();
  }
}
