package io.navarch.scheduler.framework;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which plugins place the Pods of one scheduler name.
 *
 * @param schedulerName the {@code spec.schedulerName} it is for
 * @param plugins in the order in which each extension point asks them
 * @param weights of the score plugins by name; 1 where none is given
 */
public record Profile(String schedulerName, List<Plugin> plugins, Map<String, Integer> weights) {

  public Profile {
    plugins = List.copyOf(plugins);
    weights = Map.copyOf(weights);
  }

  /** The plugins of one extension point, in order. */
  public <T extends Plugin> List<T> at(Class<T> extensionPoint) {
    return plugins.stream()
        .flatMap(
            p -> extensionPoint.isInstance(p) ? Stream.of(extensionPoint.cast(p)) : Stream.empty())
        .toList();
  }

  /** How much a score plugin counts. */
  public int weight(Plugin plugin) {
    return weights.getOrDefault(plugin.name(), 1);
  }
}
