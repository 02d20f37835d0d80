package io.navarch.apiserver.storage.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to Redis: one that all commands share, so that those of concurrent callers travel
 * together and share a flush to disk, and one that listens. Made when first needed; after a break
 * they come back by themselves.
 */
final class RedisLink implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final AbstractRedisClient client;
  private final Duration limit;
  private final ReentrantLock connecting = new ReentrantLock();
  private final Map<Object, Future<?>> unrepeatable = new ConcurrentHashMap<>(); // by a ticket
  private volatile @Nullable Commands commands;
  private @Nullable StatefulRedisPubSubConnection<String, String> listening;

  /** The shared connection with its commands. */
  private record Commands(
      StatefulConnection<String, byte[]> connection,
      RedisClusterAsyncCommands<String, byte[]> async) {}

  /**
   * Links to what the client is configured for.
   *
   * @param onBreak told whenever a connection broke
   */
  RedisLink(AbstractRedisClient client, Duration limit, Runnable onBreak) {
    this.client = client;
    this.limit = limit;
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            unrepeatable.values().forEach(sent -> sent.cancel(false));
            onBreak.run();
          }
        });
  }

  /** The commands of the shared connection; each is sent at once and awaited by its caller. */
  RedisClusterAsyncCommands<String, byte[]> commands() {
    var known = commands;
    return known != null ? known.async() : connect().async();
  }

  private Commands connect() {
    connecting.lock();
    try {
      var known = commands;
      if (known == null) {
        known = open();
        commands = known;
      }
      return known;
    } catch (RedisException e) {
      throw new StoreUnavailable("redis can't be reached", e);
    } finally {
      connecting.unlock();
    }
  }

  private Commands open() {
    return switch (client) {
      case RedisClusterClient cluster -> {
        var connection = cluster.connect(CODEC);
        yield new Commands(connection, connection.async());
      }
      case RedisClient single -> {
        var connection = single.connect(CODEC);
        yield new Commands(connection, connection.async());
      }
      default -> throw new IllegalStateException("not a client for data: " + client.getClass());
    };
  }

  /** Listens to a channel from now on; does nothing if it already does. */
  void listen(String channel, RedisPubSubListener<String, String> listener) {
    connecting.lock();
    try {
      if (listening == null) {
        var connection =
            switch (client) {
              case RedisClusterClient cluster -> cluster.connectPubSub(StringCodec.UTF8);
              case RedisClient single -> single.connectPubSub(StringCodec.UTF8);
              default -> throw new IllegalStateException("can't listen with " + client.getClass());
            };
        connection.addListener(listener);
        await(connection.async().subscribe(channel));
        listening = connection;
      }
    } catch (RedisException e) {
      throw new StoreUnavailable("redis can't be reached", e);
    } finally {
      connecting.unlock();
    }
  }

  /**
   * The answer to a command that is not sent again when the connection breaks, as others are: it
   * may have been carried out, and then the second time would conflict with the first.
   */
  <T, A> A awaitOnce(RedisFuture<T> sent, Function<T, A> reading) {
    var ticket = new Object();
    unrepeatable.put(ticket, sent);
    try {
      return await(sent.thenApply(reading));
    } finally {
      unrepeatable.remove(ticket);
      sent.cancel(false); // has an effect only on what is given up before it was sent
    }
  }

  /** The answer, or {@link StoreUnavailable} when there is none in time. */
  <T> T await(CompletionStage<T> answer) {
    return await(answer.toCompletableFuture());
  }

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false); // what was not sent yet shall not be
      throw new StoreUnavailable("redis did not answer within " + limit, e);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof CancellationException
          ? new StoreUnavailable("the connection to redis was lost", cause)
          : new StoreUnavailable("redis failed: " + cause.getMessage(), cause);
    } catch (CancellationException e) {
      throw new StoreUnavailable("the connection to redis was lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while redis was asked", e);
    }
  }

  @Override
  public void close() {
    connecting.lock();
    try {
      var known = commands;
      if (known != null) {
        known.connection().close();
      }
      if (listening != null) {
        listening.close();
      }
    } finally {
      connecting.unlock();
    }
  }
}
