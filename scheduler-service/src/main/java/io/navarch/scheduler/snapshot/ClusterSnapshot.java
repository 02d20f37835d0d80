package io.navarch.scheduler.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All nodes as of one moment, in the order in which they are tried; what one scheduling cycle sees.
 */
public final class ClusterSnapshot {

  private final List<NodeInfo> nodes;
  private final Map<String, Integer> positions;

  ClusterSnapshot(List<NodeInfo> nodes, Map<String, Integer> positions) {
    this.nodes = nodes;
    this.positions = positions;
  }

  /** The nodes. */
  public List<NodeInfo> nodes() {
    return nodes;
  }

  /** The node of this name. */
  public Optional<NodeInfo> find(String name) {
    @Nullable Integer position = positions.get(name);
    return position == null ? Optional.empty() : Optional.of(nodes.get(position));
  }
}
