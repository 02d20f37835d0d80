package io.navarch.apiserver.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import lombok.RequiredArgsConstructor;

/** Events in protobuf, each with its length before it. */
@RequiredArgsConstructor
final class ProtobufEvents implements EventEncoder {

  private final EventObjects objects;
  private final Encodings encodings;

  @Override
  public String contentType() {
    return "application/vnd.kubernetes.protobuf;stream=watch";
  }

  @Override
  public void write(OutputStream out, WatchEvent event) throws IOException {
    out.write(encodings.protobufEvent(EventObjects.type(event), objects.of(event)));
  }
}
