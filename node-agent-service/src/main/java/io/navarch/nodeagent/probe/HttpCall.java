package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.springframework.stereotype.Component;

/** Asks a container by HTTP, for probes and hooks. Certificates are not verified. */
@Component
public class HttpCall {

  private static final int LONGEST_BODY = 10 * 1024;
  private static final int MOST_REDIRECTS = 10;
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int ERROR = 400;
  private static final String AGENT = "kube-probe/1.36";

  private final SSLContext trusting = trusting();

  /** Sends a GET as described and judges the answer. */
  public ProbeOutcome get(
      HTTPGetAction action, Container container, String address, Duration limit) {
    var port = ContainerPorts.find(action.getPort(), container);
    if (port.isEmpty()) {
      return new ProbeOutcome.Unknown(
          "couldn't find port: %s in container".formatted(action.getPort().getValue()));
    }
    var given = action.getHost();
    var host = given == null || given.isEmpty() ? address : given;
    var scheme = action.getScheme() == null ? "http" : action.getScheme().toLowerCase(Locale.ROOT);
    var path = action.getPath() == null || action.getPath().isEmpty() ? "/" : action.getPath();
    var url =
        "%s://%s:%d%s%s"
            .formatted(scheme, bracketed(host), port.get(), path.startsWith("/") ? "" : "/", path);
    try (var client = client(limit)) {
      return follow(client, URI.create(url), action, limit);
    } catch (IllegalArgumentException e) {
      return new ProbeOutcome.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private HttpClient client(Duration limit) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(limit)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(trusting)
        .build();
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private ProbeOutcome follow(HttpClient client, URI first, HTTPGetAction action, Duration limit) {
    var target = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<byte[]> answer;
      try {
        answer =
            client.send(request(target, action, limit), HttpResponse.BodyHandlers.ofByteArray());
      } catch (HttpTimeoutException e) {
        return new ProbeOutcome.Failure(
            "Get \"%s\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                .formatted(target));
      } catch (IOException e) {
        return new ProbeOutcome.Failure("Get \"%s\": %s".formatted(target, reason(e, target)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ProbeOutcome.Unknown("interrupted");
      }
      var next = redirect(answer, target);
      if (next.isEmpty()) {
        return judge(answer);
      }
      if (!next.get().getHost().equals(first.getHost())) {
        return new ProbeOutcome.Warning(
            "Probe terminated redirects, Response body: " + body(answer));
      }
      target = next.get();
    }
    return new ProbeOutcome.Failure("Get \"%s\": stopped after 10 redirects".formatted(first));
  }

  private static String reason(IOException e, URI target) {
    if (e instanceof java.net.ConnectException) {
      return "dial tcp %s:%d: connect: connection refused"
          .formatted(target.getHost(), target.getPort());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static HttpRequest request(URI target, HTTPGetAction action, Duration limit) {
    var request = HttpRequest.newBuilder(target).timeout(limit).GET();
    boolean hasAgent = false;
    boolean hasAccept = false;
    for (HTTPHeader header : PodSpecs.orEmpty(action.getHttpHeaders())) {
      hasAgent |= header.getName().equalsIgnoreCase("User-Agent");
      hasAccept |= header.getName().equalsIgnoreCase("Accept");
      var value = header.getValue() == null ? "" : header.getValue();
      if (!value.isEmpty()) {
        request.header(header.getName(), value);
      }
    }
    if (!hasAgent) {
      request.header("User-Agent", AGENT);
    }
    if (!hasAccept) {
      request.header("Accept", "*/*");
    }
    return request.build();
  }

  private static Optional<URI> redirect(HttpResponse<byte[]> answer, URI from) {
    return switch (answer.statusCode()) {
      case 301, 302, 303, 307, 308 -> answer.headers().firstValue("Location").map(from::resolve);
      default -> Optional.empty();
    };
  }

  private static ProbeOutcome judge(HttpResponse<byte[]> answer) {
    int code = answer.statusCode();
    if (code < OK || code >= ERROR) {
      return new ProbeOutcome.Failure("HTTP probe failed with statuscode: " + code);
    }
    return code >= REDIRECT
        ? new ProbeOutcome.Warning("Probe terminated redirects, Response body: " + body(answer))
        : new ProbeOutcome.Success(body(answer));
  }

  private static String body(HttpResponse<byte[]> answer) {
    int length = Math.min(answer.body().length, LONGEST_BODY);
    return new String(answer.body(), 0, length, StandardCharsets.UTF_8);
  }

  private static SSLContext trusting() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /** A probe asks whether the process answers, not who it is. */
  private static final class TrustAll extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
