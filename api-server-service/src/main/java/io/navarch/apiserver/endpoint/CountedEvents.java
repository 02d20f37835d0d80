package io.navarch.apiserver.endpoint;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the events of another encoder. */
record CountedEvents(EventEncoder encoder, Counter counter) implements EventEncoder {

  @Override
  public String contentType() {
    return encoder.contentType();
  }

  @Override
  public void write(OutputStream out, WatchEvent event) throws IOException {
    encoder.write(out, event);
    counter.increment();
  }
}
