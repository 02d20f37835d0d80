package io.navarch.apiserver.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** The script that commits, and how it is asked. */
final class CommitScript {

  /**
   * What is to be committed.
   *
   * @param writtenAt milliseconds for the index by time, or empty
   */
  record Request(
      CollectionKeys keys,
      Change.Operation operation,
      String key,
      long expected,
      NewValue value,
      String writtenAt) {}

  /** What became of it. */
  sealed interface Reply {
    /** It has this revision. */
    record Committed(long revision) implements Reply {}

    /** The key is elsewhere: what it holds, as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Refused(byte[] present) implements Reply {}

    /** There is no such key. */
    record Absent() implements Reply {}
  }

  private final RedisLink link;
  private final String server;
  private final byte[] script;
  private final String digest;

  /**
   * The script as this server runs it.
   *
   * @param server how announcements name this server
   */
  CommitScript(RedisLink link, String server) {
    this.link = link;
    this.server = server;
    this.script = load();
    this.digest = Base16.digest(script);
  }

  /**
   * Commits.
   *
   * @param acknowledged told the revision in the order of commits, even when it comes too late for
   *     the caller
   */
  Reply run(Request request, LongConsumer acknowledged) {
    var keys = request.keys().all();
    var arguments = arguments(request);
    var commands = link.commands();
    try {
      return answer(
          commands.evalsha(digest, ScriptOutputType.MULTI, keys, arguments), acknowledged);
    } catch (StoreUnavailable e) {
      if (e.getCause() instanceof RedisNoScriptException) { // new to this server
        return answer(commands.eval(script, ScriptOutputType.MULTI, keys, arguments), acknowledged);
      }
      throw e;
    }
  }

  private Reply answer(RedisFuture<List<Object>> future, LongConsumer acknowledged) {
    return link.awaitOnce(
        future,
        answer -> {
          var reply = read(answer);
          if (reply instanceof Reply.Committed(long revision)) {
            acknowledged.accept(revision);
          }
          return reply;
        });
  }

  private byte[][] arguments(Request request) {
    return new byte[][] {
      ascii(request.operation().name().toLowerCase(Locale.ROOT)),
      request.key().getBytes(UTF_8),
      ascii(Long.toString(request.expected())),
      request.value().head(),
      request.value().tail(),
      ascii(Announcements.CHANNEL),
      ascii(request.keys().name() + " "),
      ascii(" " + server),
      ascii(request.writtenAt())
    };
  }

  private static Reply read(List<Object> answer) {
    var detail = answer.get(1);
    if (answer.getFirst().equals(1L)) {
      return new Reply.Committed(Long.parseLong(new String((byte[]) detail, US_ASCII)));
    }
    return detail instanceof byte[] present ? new Reply.Refused(present) : new Reply.Absent();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] load() {
    try (var source = CommitScript.class.getResourceAsStream("commit.lua")) {
      if (source == null) {
        throw new IllegalStateException("commit.lua is not part of this build");
      }
      return source.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("commit.lua can't be read", e);
    }
  }
}
