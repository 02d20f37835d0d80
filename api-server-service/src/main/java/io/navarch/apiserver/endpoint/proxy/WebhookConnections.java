package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.webhook.WebhookAddress;
import io.navarch.apiserver.webhook.WebhookClient;
import io.navarch.apiserver.webhook.WebhookException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls webhooks: those behind services at one of their endpoints, under the service's name. */
@Component
@RequiredArgsConstructor
final class WebhookConnections implements WebhookClient {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_ANSWER = 16 << 20;

  private final ServiceBackends services;

  @Override
  public JsonNode post(WebhookAddress address, JsonNode body, Duration limit)
      throws WebhookException {
    var task = new FutureTask<>(() -> exchange(address, body, limit));
    Thread.ofVirtual().name("webhook").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed(address, "context deadline exceeded", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(address, "context canceled", e);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof WebhookException known) {
        throw known;
      }
      throw failed(address, String.valueOf(cause.getMessage()), cause);
    } finally {
      task.cancel(true); // closes the connection that a silent webhook keeps
    }
  }

  private JsonNode exchange(WebhookAddress address, JsonNode body, Duration limit)
      throws IOException, GeneralSecurityException, WebhookException {
    try (var socket = new Socket()) {
      int millis = Math.toIntExact(limit.toMillis());
      socket.connect(place(address), millis);
      socket.setSoTimeout(millis);
      try (var secured = secured(socket, address)) {
        return converse(secured, address, JSON.writeValueAsBytes(body));
      }
    }
  }

  private InetSocketAddress place(WebhookAddress address) {
    return address
        .service()
        .map(service -> {
          var asked = new SchemeNamePort("https", service.name(), Integer.toString(service.port()));
          var backend = services.choose(service.namespace(), asked, service.name());
          return new InetSocketAddress(backend.host(), backend.port());
        })
        .orElseGet(() -> new InetSocketAddress(address.url().getHost(), address.port()));
  }

  private static SSLSocket secured(Socket socket, WebhookAddress address)
      throws IOException, GeneralSecurityException {
    var factory = BackendTrust.trusting(address.authorities());
    var secured =
        (SSLSocket) factory.createSocket(socket, address.url().getHost(), address.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static JsonNode converse(SSLSocket socket, WebhookAddress address, byte[] body)
      throws IOException, WebhookException {
    var url = address.url();
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var headers = new Headers();
    headers.add("Host", url.getRawAuthority());
    headers.add("Accept", "application/json, */*");
    headers.add("Content-Type", "application/json");
    headers.add("Content-Length", Integer.toString(body.length));
    headers.add("Connection", "close");
    var out = socket.getOutputStream();
    HttpWire.writeRequest(out, "POST", path + "?" + url.getRawQuery(), headers);
    out.write(body);
    out.flush();
    var in = new BufferedInputStream(socket.getInputStream());
    var response = HttpWire.readResponse(in, "POST");
    byte[] answer = response.body().readNBytes(LONGEST_ANSWER);
    if (response.status() < 200 || response.status() > 299) {
      var words = new String(answer, UTF_8).strip();
      throw new WebhookException(
          words.isEmpty()
              ? "the server responded with the status code %d but did not return more information"
                  .formatted(response.status())
              : "an error on the server (%s) has prevented the request from succeeding"
                  .formatted(Quoted.of(words)));
    }
    try {
      return JSON.readTree(answer);
    } catch (JacksonException e) {
      throw new WebhookException("couldn't decode the answer: " + e.getOriginalMessage(), e);
    }
  }

  private static WebhookException failed(WebhookAddress address, String why, Throwable cause) {
    return cause instanceof ApiStatusException
        ? new WebhookException(why, cause)
        : new WebhookException("Post \"%s\": %s".formatted(address.url(), why), cause);
  }

  /** Text as messages quote it. */
  private static final class Quoted {

    private Quoted() {}

    static String of(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
  }
}
