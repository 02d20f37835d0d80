package io.navarch.apiserver.endpoint;

import java.io.IOException;
import java.io.OutputStream;

/** How one watcher's events become bytes. Used by one thread. */
interface EventEncoder {

  /** The content type of the stream. */
  String contentType();

  /** Writes one event, complete with its framing. */
  void write(OutputStream out, WatchEvent event) throws IOException;
}
