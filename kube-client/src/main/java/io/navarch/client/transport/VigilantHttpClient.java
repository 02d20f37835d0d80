package io.navarch.client.transport;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a server has gone without a word. Over HTTP/2 all requests share one connection, and
 * if its peer is lost neither the open watches nor the pool would learn of it for a quarter of an
 * hour. So if nothing was heard for a while a small request asks for any answer; if none comes, all
 * that waits is failed and the next request dials anew.
 */
@Slf4j
final class VigilantHttpClient extends HttpClient {

  private final Supplier<HttpClient> dial;
  private final Duration silence;
  private final Duration patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile HttpClient current;
  private volatile long heard = System.nanoTime();
  private volatile @Nullable URI peer;

  /**
   * A client that asks after a silence and has some patience for the answer.
   *
   * @param dial makes a client that has no connection yet
   */
  VigilantHttpClient(Supplier<HttpClient> dial, Duration silence, Duration patience) {
    this.dial = dial;
    this.silence = silence;
    this.patience = patience;
    this.current = dial.get();
    Thread.ofVirtual().name("connection-guard").start(this::guard);
  }

  private void guard() {
    try {
      while (!closed.await(untilDoubt().toNanos(), TimeUnit.NANOSECONDS)) {
        var known = peer;
        if (known != null && !untilDoubt().isPositive()) {
          ask(known);
        }
      }
    } catch (RejectedExecutionException _) {
      // whoever closes fabric8's client ends the executor, not the connection: nobody waits any
      // more
      shutdownNow();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration untilDoubt() {
    var left = silence.minusNanos(System.nanoTime() - heard);
    return peer == null ? silence : left;
  }

  private void ask(URI known) throws InterruptedException {
    var question = HttpRequest.newBuilder(known.resolve("/livez")).timeout(patience).build();
    var answer = current.sendAsync(question, HttpResponse.BodyHandlers.discarding());
    try {
      answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      log.atDebug().addKeyValue("cause", e.getCause()).log("no answer to the question for life");
    } catch (TimeoutException _) {
      log.atTrace().log("nothing came before the end of patience");
    }
    if (!untilDoubt().isPositive() && !(answer.isDone() && !answer.isCompletedExceptionally())) {
      renew(known);
    }
    heard();
  }

  private void renew(URI known) {
    log.atWarn()
        .addKeyValue("server", known.getAuthority())
        .addKeyValue("silence", silence.plus(patience))
        .log("nothing heard from the server, connecting anew");
    var old = current;
    current = dial.get();
    old.shutdownNow();
  }

  private void heard() {
    heard = System.nanoTime();
  }

  private <T> BodyHandler<T> hearing(BodyHandler<T> handler) {
    return info -> {
      heard();
      return new HearingSubscriber<>(handler.apply(info), this::heard);
    };
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    peer = request.uri();
    return current.send(request, hearing(handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    peer = request.uri();
    return current.sendAsync(request, hearing(handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    peer = request.uri();
    return current.sendAsync(request, hearing(handler), pushes);
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return current.newWebSocketBuilder();
  }

  @Override
  public void shutdown() {
    closed.countDown();
    current.shutdown();
  }

  @Override
  public void shutdownNow() {
    closed.countDown();
    current.shutdownNow();
  }

  @Override
  public boolean awaitTermination(Duration limit) throws InterruptedException {
    return current.awaitTermination(limit);
  }

  @Override
  public boolean isTerminated() {
    return current.isTerminated();
  }

  @Override
  public void close() {
    shutdownNow();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return current.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return current.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return current.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return current.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return current.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return current.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return current.authenticator();
  }

  @Override
  public Version version() {
    return current.version();
  }

  @Override
  public Optional<Executor> executor() {
    return current.executor();
  }
}
