package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.WatchEvent.Bookmark;
import io.navarch.apiserver.endpoint.WatchEvent.Failed;
import io.navarch.apiserver.endpoint.WatchEvent.Told;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.cache.CacheWatch;
import io.navarch.apiserver.storage.cache.CacheWatch.WatchEnded;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import lombok.RequiredArgsConstructor;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs watches, each on the thread of its request, until the client leaves, its time is up or the
 * server stops.
 */
@Component
@RequiredArgsConstructor
final class WatchStreams implements SmartLifecycle {

  private static final Duration SHORTEST = Duration.ofMinutes(30);
  private static final Duration BOOKMARK_EVERY = Duration.ofMinutes(1);
  private static final Duration BOOKMARK_BEFORE_END = Duration.ofSeconds(2);

  private final WatchCache cache;
  private final Clock clock;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  /** Streams until the watch ends; then the answer is complete. */
  void run(WatchSession session, EventEncoder encoder, OutputStream out) throws IOException {
    threads.add(Thread.currentThread());
    try {
      stream(session, encoder, out);
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // the server stops: the stream ends as if its time were up
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  private void stream(WatchSession session, EventEncoder encoder, OutputStream out)
      throws IOException, InterruptedException {
    out.flush();
    try (var watch =
        cache.watch(session.collection(), session.start().after(), session.selection().scope())) {
      if (session.start().initial().isPresent()) {
        tellInitial(session, encoder, out);
      }
      follow(session, watch, encoder, out);
    } catch (CompactedException e) {
      fail(
          encoder,
          out,
          "too old resource version: %d (%d)".formatted(session.start().after(), e.oldest()));
    } catch (WatchEnded e) {
      fail(encoder, out, "The resourceVersion for the provided watch is too old.");
    }
  }

  private static void tellInitial(WatchSession session, EventEncoder encoder, OutputStream out)
      throws IOException {
    var snapshot = session.start().initial().orElseThrow();
    var page = ListPage.read(snapshot, session.selection(), "", 0);
    for (var object : page.objects()) {
      encoder.write(out, new Told(WatchEvent.Type.ADDED, object));
    }
    if (session.options().bookmarks()) {
      encoder.write(out, new Bookmark(snapshot.revision(), true));
    }
    out.flush();
  }

  private void follow(
      WatchSession session, CacheWatch watch, EventEncoder encoder, OutputStream out)
      throws IOException, InterruptedException {
    var end = clock.instant().plus(limit(session.options()));
    var bookmarkAt = nextBookmark(clock.instant(), end);
    while (running) {
      var now = clock.instant();
      if (!now.isBefore(end)) {
        return;
      }
      var wake = session.options().bookmarks() && bookmarkAt.isBefore(end) ? bookmarkAt : end;
      var events = watch.poll(Duration.between(now, wake.isBefore(now) ? now : wake));
      boolean wrote = false;
      for (var event : events) {
        var translated = EventTranslation.translate(event, session.selection());
        if (translated.isPresent()) {
          encoder.write(out, translated.get());
          wrote = true;
        }
      }
      if (session.options().bookmarks() && !clock.instant().isBefore(bookmarkAt)) {
        encoder.write(out, new Bookmark(watch.progress(), false));
        bookmarkAt = nextBookmark(clock.instant(), end);
        wrote = true;
      }
      if (wrote) {
        out.flush();
      }
    }
  }

  /** Once a minute, and once shortly before the end, so that the client can go on from there. */
  private static Instant nextBookmark(Instant now, Instant end) {
    var regular = now.plus(BOOKMARK_EVERY);
    var last = end.minus(BOOKMARK_BEFORE_END);
    return regular.isAfter(last) && now.isBefore(last) ? last : regular;
  }

  /** Without a limit of the client's own, watches end at different times. */
  private static Duration limit(ListOptions options) {
    long asked = options.timeoutSeconds().orElse(0);
    if (asked > 0) {
      return Duration.ofSeconds(asked);
    }
    long shortest = SHORTEST.toSeconds();
    return Duration.ofSeconds(shortest + ThreadLocalRandom.current().nextLong(shortest));
  }

  private static void fail(EventEncoder encoder, OutputStream out, String why) throws IOException {
    encoder.write(out, new Failed(Status.of(StatusReason.EXPIRED, why)));
    out.flush();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, which waits for its requests to end. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
