package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.WatchEvent.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;

/**
 * Events as lines of JSON. Objects in the stored version are written from the cache's own bytes.
 */
@RequiredArgsConstructor
final class JsonEvents implements EventEncoder {

  private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

  private final EventObjects objects;
  private final Encodings encodings;

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void write(OutputStream out, WatchEvent event) throws IOException {
    var begin = "{\"type\":\"" + EventObjects.type(event) + "\",\"object\":";
    out.write(begin.getBytes(StandardCharsets.US_ASCII));
    out.write(object(event));
    out.write(END);
  }

  private byte[] object(WatchEvent event) {
    return event instanceof Told(_, var object) && objects.areStored()
        ? object.json()
        : encodings.encode(objects.of(event), OutputFormat.JSON);
  }
}
