package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a pod that fails on a node again and again from being replaced without pause. */
final class FailedPods {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration FORGET = MOST.multipliedBy(2);

  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  private record Pause(Duration length, Instant since) {

    Instant end() {
      return since.plus(length);
    }
  }

  /**
   * What has to wait.
   *
   * @param until how long the first of them waits
   */
  record Held(List<Pod> pods, Optional<Duration> until) {}

  /** Those of the failed pods whose node has just had another; the others start a pause. */
  Held holdBack(DaemonSet set, List<Pod> failed, Instant now) {
    pauses.values().removeIf(pause -> pause.end().plus(FORGET).isBefore(now));
    var held = new ArrayList<Pod>();
    Optional<Duration> until = Optional.empty();
    for (var pod : failed) {
      var key = set.getMetadata().getUid() + "/" + DaemonPods.node(pod).orElse("");
      @Nullable Pause pause = pauses.get(key);
      if (pause != null && pause.end().isAfter(now)) {
        held.add(pod);
        var left = Duration.between(now, pause.end());
        until = until.filter(other -> other.compareTo(left) < 0).or(() -> Optional.of(left));
      } else {
        pauses.put(key, new Pause(pause == null ? FIRST : longer(pause.length()), now));
      }
    }
    return new Held(held, until);
  }

  private static Duration longer(Duration length) {
    var twice = length.multipliedBy(2);
    return twice.compareTo(MOST) > 0 ? MOST : twice;
  }
}
