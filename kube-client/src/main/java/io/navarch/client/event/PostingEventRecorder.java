package io.navarch.client.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import lombok.extern.slf4j.Slf4j;

/** Posts events to the API from a thread of its own; repeated ones raise a count. */
@Slf4j
public final class PostingEventRecorder implements EventRecorder, AutoCloseable {

  private static final ResourceType<Event> EVENTS = ResourceType.of(Event.class);

  private final ApiClient api;
  private final String component;
  private final String host;
  private final Clock clock;
  private final EventCorrelator correlator;
  private final BlockingQueue<Occurrence> pending;
  private final Thread thread;

  /** A recorder that speaks as a component, on a host where that matters (else empty). */
  public PostingEventRecorder(
      ApiClient api, String component, String host, EventProperties properties, Clock clock) {
    this.api = api;
    this.component = component;
    this.host = host;
    this.clock = clock;
    this.correlator = new EventCorrelator(properties, clock);
    this.pending = new ArrayBlockingQueue<>(properties.queue());
    this.thread = Thread.ofVirtual().name("events-" + component).start(this::run);
  }

  @Override
  public void record(ObjectReference about, String type, String reason, String message) {
    if (!pending.offer(new Occurrence(about, type, reason, message, clock.instant()))) {
      log.atWarn().addKeyValue("reason", reason).log("too many events wait, one is dropped");
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tell(pending.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Occurrence occurrence) {
    try {
      correlator.correlate(occurrence).ifPresent(this::post);
    } catch (ApiException | UncheckedIOException e) {
      log.atDebug()
          .addKeyValue("reason", occurrence.reason())
          .addKeyValue("cause", e.toString())
          .log("event not posted");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("event failed");
    }
  }

  private void post(Occurrence told) {
    var known = correlator.posted(told);
    if (known.isPresent() && raise(told, known.get())) {
      return;
    }
    var created = api.create(event(told));
    remember(told, created, 1, told.time());
  }

  /** Counts one more on a known event; answers whether that was possible. */
  private boolean raise(Occurrence told, EventCorrelator.Posted known) {
    var body =
        Map.of(
            "count",
            known.count() + 1,
            "lastTimestamp",
            second(told.time()),
            "message",
            told.message());
    var key = ResourceKey.of(namespace(told), known.name());
    try {
      var patched = api.patch(EVENTS, key, PatchKind.STRATEGIC, body);
      remember(told, patched, known.count() + 1, known.first());
      return true;
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      correlator.forget(told); // it has expired
      return false;
    }
  }

  private void remember(Occurrence told, Event event, int count, Instant first) {
    var metadata = event.getMetadata();
    correlator.remember(
        told,
        new EventCorrelator.Posted(
            metadata.getName(), count, first, metadata.getResourceVersion()));
  }

  private Event event(Occurrence told) {
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, told.time());
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace(told))
        .withName("%s.%x".formatted(told.about().getName(), nanos))
        .endMetadata()
        .withInvolvedObject(told.about())
        .withType(told.type())
        .withReason(told.reason())
        .withMessage(told.message())
        .withNewSource()
        .withComponent(component)
        .withHost(host.isEmpty() ? null : host)
        .endSource()
        .withReportingComponent(component)
        .withReportingInstance(host)
        .withFirstTimestamp(second(told.time()))
        .withLastTimestamp(second(told.time()))
        .withCount(1)
        .build();
  }

  /** Events about cluster-scoped objects live in the default namespace. */
  private static String namespace(Occurrence told) {
    var namespace = told.about().getNamespace();
    return namespace == null || namespace.isEmpty() ? "default" : namespace;
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Drops what waits and ends the thread. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
