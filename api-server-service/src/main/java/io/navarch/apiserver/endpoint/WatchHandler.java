package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.upgrade.WebSocketHandshake;
import io.navarch.apiserver.registry.Revisions;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.apiserver.storage.cache.WatchCache;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Changes as they happen: finds where to begin, then streams. */
@Component
@RequiredArgsConstructor
final class WatchHandler implements VerbHandler {

  private final WatchCache cache;
  private final Freshness freshness;
  private final EventEncoders encoders;
  private final WatchStreams streams;

  @Override
  public String verb() {
    return "watch";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    var format = Negotiation.stream(request);
    var options = ListOptions.of(request.query(), true);
    var selection = Selection.of(request, options);
    var start = start(request, options);
    var encoder = encoders.of(request.resource(), format, request.query());
    var session = new WatchSession(request.resource().collection(), selection, options, start);
    if (WebSocketHandshake.isWanted(request.http())) {
      WatchSocket.begin(request.http(), response, new WatchSocket(streams, session, encoder));
      return;
    }
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(encoder.contentType());
    streams.run(session, encoder, response.getOutputStream());
  }

  private WatchSession.Start start(ApiRequest request, ListOptions options) {
    var collection = request.resource().collection();
    var version = options.resourceVersion();
    long asked = parse(version);
    boolean initial = options.sendInitialEvents().orElse(asked == 0);
    if (initial) {
      var snapshot =
          asked > 0
              ? freshness.notOlderThan(collection, asked)
              : version.isEmpty() ? cache.consistent(collection) : cache.current(collection);
      return new WatchSession.Start(Optional.of(snapshot), snapshot.revision());
    }
    if (asked > 0) {
      cache.current(collection); // refused here if it can't be watched yet
      return new WatchSession.Start(Optional.empty(), asked);
    }
    Snapshot now = cache.consistent(collection);
    return new WatchSession.Start(Optional.empty(), now.revision());
  }

  private static long parse(String version) {
    if (version.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(version);
    } catch (NumberFormatException e) {
      throw ApiStatusException.unclassified(
          "resourceVersion: Invalid value: \"%s\": %s"
              .formatted(version, Revisions.parseError(version)));
    }
  }
}
