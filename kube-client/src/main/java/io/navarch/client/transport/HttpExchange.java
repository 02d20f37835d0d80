package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One request and its answer over the connection that fabric8's client holds; blocking. */
final class HttpExchange {

  private final KubernetesClient client;
  private final ObjectCodec codec;
  private final Duration limit;

  HttpExchange(KubernetesClient client, ObjectCodec codec) {
    this.client = client;
    this.codec = codec;
    // The connection repeats a request by itself, so one call may last several request limits.
    this.limit = Duration.ofMillis(client.getConfiguration().getRequestTimeout()).multipliedBy(2);
  }

  /** Sends a request and reads the whole answer. */
  byte[] send(ApiCall call) {
    var response = await(client.getHttpClient().sendAsync(request(call), byte[].class));
    byte @Nullable [] body = response.body();
    var bytes = body == null ? new byte[0] : body;
    if (!response.isSuccessful()) {
      throw failure(response.code(), bytes);
    }
    return bytes;
  }

  /** Sends a request and hands out the answer as it arrives. The caller closes it. */
  InputStream open(ApiCall call) {
    var response = await(client.getHttpClient().sendAsync(request(call), InputStream.class));
    if (response.isSuccessful()) {
      return response.body();
    }
    try (var body = response.body();
        var _ = Deadline.closing(body, limit)) {
      throw failure(response.code(), body.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest request(ApiCall call) {
    var base = client.getMasterUrl().toString();
    var root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    var builder =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(root + call.path() + query(call.query()))
            .header("Accept", call.accept());
    if (call.body() != null || !call.method().equals("GET")) {
      builder.method(call.method(), call.contentType(), call.body() == null ? "" : call.body());
    }
    return builder.build();
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + ResourceType.escape(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> future) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting"));
    } catch (TimeoutException _) {
      future.cancel(true);
      throw new UncheckedIOException(new IOException("no answer within " + limit));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw new UncheckedIOException(new IOException(e.getCause()));
    }
  }

  private ApiException failure(int code, byte[] body) {
    try {
      var status = codec.read(body, Status.class);
      if (status != null && status.getReason() != null) {
        if (status.getCode() == null) {
          status.setCode(code);
        }
        return new ApiException(status);
      }
    } catch (JacksonException _) {
      // not a Status: reported as text
    }
    return ApiException.unreadable(code, new String(body, StandardCharsets.UTF_8));
  }
}
