package io.navarch.nodeagent.proxy;

import java.util.Locale;

/** The transport protocols a Service may use. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /** Reads the API's spelling; nothing means TCP. */
  static Protocol of(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.isEmpty() ? TCP : valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The kernel tools' spelling. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
