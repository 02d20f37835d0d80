package io.navarch.controller.discovery;

import java.util.List;

/**
 * What the API offers.
 *
 * @param failed group versions that could not be asked, for example of an aggregated server that is
 *     down
 */
public record Discovered(List<ApiResource> resources, List<String> failed) {

  /** Copies what it is given. */
  public Discovered {
    resources = List.copyOf(resources);
    failed = List.copyOf(failed);
  }
}
