package io.navarch.nodeagent.network;

import java.io.IOException;
import java.util.List;

/** The process's own namespace: nothing to enter. */
record OwnNamespace() implements NetworkNamespace {

  @Override
  public <T> T call(NamespaceAction<T> action) throws IOException {
    return action.run();
  }

  @Override
  public List<String> command(List<String> command) {
    return List.copyOf(command);
  }
}
