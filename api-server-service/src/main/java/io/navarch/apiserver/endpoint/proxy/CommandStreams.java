package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.Query;

/**
 * Which streams a command has.
 *
 * @param stderr never with a terminal, which has one output
 */
record CommandStreams(boolean stdin, boolean stdout, boolean stderr, boolean tty) {

  CommandStreams {
    stderr = stderr && !tty;
  }

  /** As the query of a request asks for them. */
  static CommandStreams of(Query asked) {
    return new CommandStreams(
        asked.isTrue("stdin"), asked.isTrue("stdout"), asked.isTrue("stderr"), asked.isTrue("tty"));
  }
}
