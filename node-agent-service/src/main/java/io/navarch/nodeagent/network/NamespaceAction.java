package io.navarch.nodeagent.network;

import java.io.IOException;

/** Something short to be done inside a network namespace, such as opening a socket. */
@FunctionalInterface
public interface NamespaceAction<T> {

  /** Does it and answers with what came of it. */
  T run() throws IOException;
}
