package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.Container;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.PreScorePlugin;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Prefers nodes that have the Pod's images already; an image that most nodes have counts more than
 * one that a single node has.
 */
@Component
final class ImageLocality implements PreScorePlugin, ScorePlugin {

  private static final long MEGABYTE = 1024 * 1024;
  private static final long LEAST = 23 * MEGABYTE;
  private static final long MOST_PER_CONTAINER = 1000 * MEGABYTE;

  /** Which part of the nodes has an image. */
  private record Spread(Map<String, Double> byImage) {}

  private static final CycleState.Key<Spread> SPREAD =
      new CycleState.Key<>("ImageLocality", Spread.class);

  @Override
  public boolean preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    var spread = new HashMap<String, Double>();
    images(pod)
        .distinct()
        .forEach(image -> {
          long nodes = feasible.stream().filter(node -> node.images().containsKey(image)).count();
          if (nodes > 0) {
            spread.put(image, (double) nodes / feasible.size());
          }
        });
    state.put(SPREAD, new Spread(spread));
    return !spread.isEmpty();
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    var spread = state.get(SPREAD).byImage();
    long sum =
        images(pod)
            .filter(node.images()::containsKey)
            .mapToLong(image ->
                (long) (node.images().getOrDefault(image, 0L) * spread.getOrDefault(image, 0.0)))
            .sum();
    long most = MOST_PER_CONTAINER * images(pod).count();
    long bounded = Math.clamp(sum, LEAST, Math.max(LEAST, most));
    return MAX_SCORE * (bounded - LEAST) / (most - LEAST);
  }

  private static Stream<String> images(PodInfo pod) {
    var spec = pod.pod().getSpec();
    return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
        .map(Container::getImage)
        .map(ImageLocality::normalized);
  }

  /** Names on nodes always bear a tag or a digest. */
  private static String normalized(String image) {
    int name = image.lastIndexOf('/') + 1;
    return image.indexOf(':', name) < 0 && image.indexOf('@', name) < 0 ? image + ":latest" : image;
  }
}
