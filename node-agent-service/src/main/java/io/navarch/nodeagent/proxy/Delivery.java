package io.navarch.nodeagent.proxy;

import java.util.List;
import java.util.stream.Stream;

/** What happens to a new connection to a {@link Frontend}. */
public sealed interface Delivery {

  /** All endpoints that may be chosen for some client. */
  default Stream<Target> targets() {
    return Stream.empty();
  }

  /** The Service has no endpoint anywhere: the client is told at once. */
  record Refuse() implements Delivery {}

  /** The Service has endpoints, but policy forbids all of them here. */
  record Drop() implements Delivery {}

  /** Traffic from inside the cluster; clients that are not Pods get the node's address. */
  record Internal(List<Target> any) implements Delivery {
    public Internal {
      any = List.copyOf(any);
    }

    @Override
    public Stream<Target> targets() {
      return any.stream();
    }
  }

  /**
   * Traffic from outside that may go to any node, so the answer must come back through this one.
   */
  record External(List<Target> any) implements Delivery {
    public External {
      any = List.copyOf(any);
    }

    @Override
    public Stream<Target> targets() {
      return any.stream();
    }
  }

  /**
   * Traffic from outside that must stay on this node and keep the client's address. Pods and the
   * node itself are not outside: they reach all endpoints.
   */
  record ExternalLocal(List<Target> local, List<Target> any) implements Delivery {
    public ExternalLocal {
      local = List.copyOf(local);
      any = List.copyOf(any);
    }

    @Override
    public Stream<Target> targets() {
      return Stream.concat(local.stream(), any.stream()).distinct();
    }
  }
}
