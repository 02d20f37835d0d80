package io.navarch.nodeagent.server;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.navarch.nodeagent.NodeIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whom the cluster lets in: callers with a certificate of the cluster's CA or a token that
 * the API knows, for what the API allows them to do with this node.
 */
@Component
@RequiredArgsConstructor
class CallerFilter extends OncePerRequestFilter {

  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String MASTERS = "system:masters";
  private static final String BEARER = "Bearer ";

  private record Caller(String user, List<String> groups) {}

  private record Question(Caller caller, String verb, String subresource) {}

  private record Answer(boolean allowed, Instant until) {}

  private final KubernetesClient client;
  private final NodeIdentity node;
  private final ServerProperties properties;
  private final Clock clock;
  private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().equals("/healthz")) {
      chain.doFilter(request, response);
      return;
    }
    var caller = byCertificate(request).or(() -> byToken(request));
    if (caller.isEmpty()) {
      refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized");
      return;
    }
    var question = new Question(caller.get(), verb(request), subresource(request.getRequestURI()));
    if (!isAllowed(question)) {
      refuse(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "Forbidden (user=%s, verb=%s, resource=nodes, subresource(s)=[%s])"
              .formatted(caller.get().user(), question.verb(), question.subresource()));
      return;
    }
    chain.doFilter(request, response);
  }

  private static void refuse(HttpServletResponse response, int code, String text)
      throws IOException {
    response.setStatus(code);
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().println(text);
  }

  private static Optional<Caller> byCertificate(HttpServletRequest request) {
    if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain)
        || chain.length == 0) {
      return Optional.empty();
    }
    var name =
        new org.bouncycastle.asn1.x500.X500Name(chain[0].getSubjectX500Principal().getName());
    var user = values(name, org.bouncycastle.asn1.x500.style.BCStyle.CN);
    return Optional.of(
        new Caller(
            user.isEmpty() ? "" : user.getFirst(),
            values(name, org.bouncycastle.asn1.x500.style.BCStyle.O)));
  }

  private static List<String> values(
      org.bouncycastle.asn1.x500.X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier kind) {
    return java.util.Arrays.stream(name.getRDNs(kind))
        .map(rdn -> rdn.getFirst().getValue().toString())
        .toList();
  }

  private Optional<Caller> byToken(HttpServletRequest request) {
    @Nullable String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      return Optional.empty();
    }
    var review =
        new TokenReviewBuilder()
            .withNewSpec()
            .withToken(header.substring(BEARER.length()))
            .endSpec()
            .build();
    try {
      var status = client.tokenReviews().create(review).getStatus();
      if (!Boolean.TRUE.equals(status.getAuthenticated())) {
        return Optional.empty();
      }
      var user = status.getUser();
      return Optional.of(
          new Caller(user.getUsername(), user.getGroups() == null ? List.of() : user.getGroups()));
    } catch (KubernetesClientException e) {
      logger.warn("token of a caller could not be reviewed", e);
      return Optional.empty();
    }
  }

  private static String verb(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "get";
    };
  }

  private static String subresource(String path) {
    if (path.startsWith("/stats")) {
      return "stats";
    }
    if (path.startsWith("/metrics") || path.equals("/actuator/prometheus")) {
      return "metrics";
    }
    return path.startsWith("/logs") ? "log" : "proxy";
  }

  private boolean isAllowed(Question question) {
    if (question.caller().groups().contains(MASTERS)) {
      return true;
    }
    var known = answers.get(question);
    if (known != null && clock.instant().isBefore(known.until())) {
      return known.allowed();
    }
    boolean allowed = ask(question);
    answers.put(question, new Answer(allowed, clock.instant().plus(properties.verdictLife())));
    return allowed;
  }

  private boolean ask(Question question) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(question.caller().user())
            .withGroups(question.caller().groups())
            .withNewResourceAttributes()
            .withVerb(question.verb())
            .withVersion("v1")
            .withResource("nodes")
            .withName(node.name())
            .withSubresource(question.subresource())
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      var status = client.authorization().v1().subjectAccessReview().create(review).getStatus();
      return Boolean.TRUE.equals(status.getAllowed());
    } catch (KubernetesClientException e) {
      logger.warn("rights of a caller could not be reviewed", e);
      return false;
    }
  }
}
