package io.navarch.nodeagent.runtime.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.List;

/** The engine's settings of a container with two that the client library does not know. */
final class PodHostConfig extends HostConfig {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> maskedPaths;
  private final ArrayList<String> readOnlyPaths;

  PodHostConfig(List<String> maskedPaths, List<String> readOnlyPaths) {
    this.maskedPaths = new ArrayList<>(maskedPaths);
    this.readOnlyPaths = new ArrayList<>(readOnlyPaths);
  }

  @JsonProperty("MaskedPaths")
  List<String> maskedPaths() {
    return maskedPaths;
  }

  @JsonProperty("ReadonlyPaths")
  List<String> readOnlyPaths() {
    return readOnlyPaths;
  }
}
