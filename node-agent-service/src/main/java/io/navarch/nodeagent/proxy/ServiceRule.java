package io.navarch.nodeagent.proxy;

import java.util.List;
import lombok.Builder;

/**
 * One frontend of one Service port and what happens to its connections.
 *
 * @param affinitySeconds how long a client keeps its endpoint; 0: it does not
 * @param sourceRanges the only clients that may connect; empty: all
 */
@Builder(toBuilder = true)
public record ServiceRule(
    ServicePortName name,
    Frontend frontend,
    Delivery delivery,
    int affinitySeconds,
    List<String> sourceRanges) {

  public ServiceRule {
    sourceRanges = List.copyOf(sourceRanges);
  }
}
