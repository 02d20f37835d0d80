package io.navarch.client.event;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The recorders of one process, one per component that speaks. */
public final class EventRecorders implements AutoCloseable {

  private final ConcurrentHashMap<String, EventRecorder> recorders = new ConcurrentHashMap<>();
  private final Function<String, EventRecorder> factory;

  /** Recorders made by a factory when they are first asked for. */
  public EventRecorders(Function<String, EventRecorder> factory) {
    this.factory = factory;
  }

  /** The recorder of a component, for example {@code deployment-controller}. */
  public EventRecorder of(String component) {
    return recorders.computeIfAbsent(component, factory);
  }

  /** Ends all recorders. */
  @Override
  public void close() {
    for (var recorder : recorders.values()) {
      if (recorder instanceof PostingEventRecorder posting) {
        posting.close();
      }
    }
  }
}
