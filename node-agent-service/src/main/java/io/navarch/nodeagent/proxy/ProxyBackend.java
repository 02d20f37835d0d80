package io.navarch.nodeagent.proxy;

import java.io.IOException;

/**
 * Puts {@link ProxyRules} in force in the node's network namespace.
 *
 * <p>{@code apply} is given the whole truth each time and may do only what differs from the last
 * time. It is atomic for clients: no connection sees half of a change. After a failure the kernel
 * may hold the old rules, and the next call starts from nothing. Established connections survive a
 * change, except UDP flows to endpoints that no longer exist. Rules left by an earlier process are
 * replaced by the first call. Called by one thread at a time.
 */
public interface ProxyBackend {

  /** The name under which the backend is chosen. */
  String name();

  /** Makes these rules, and only these, true. */
  void apply(ProxyRules rules) throws IOException;

  /** Whether the kernel still holds what was applied; something else may have flushed it. */
  boolean isInForce() throws IOException;

  /** Removes everything that this backend ever makes, also what an earlier process left. */
  void remove() throws IOException;
}
