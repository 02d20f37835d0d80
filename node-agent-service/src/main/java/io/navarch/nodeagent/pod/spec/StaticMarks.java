package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/** The annotations of Pods that files on the node declare, and of their reflections in the API. */
public final class StaticMarks {

  public static final String SOURCE = "kubernetes.io/config.source";
  public static final String FILE = "file";
  public static final String HASH = "kubernetes.io/config.hash";
  public static final String SEEN = "kubernetes.io/config.seen";
  public static final String MIRROR = "kubernetes.io/config.mirror";

  private StaticMarks() {}

  /** Whether a file on the node declares the Pod. */
  public static boolean isStatic(Pod pod) {
    return annotations(pod).getOrDefault(SOURCE, "").equals(FILE) && mirrored(pod).isEmpty();
  }

  /** The uid of the Pod that this one reflects, if it is a reflection. */
  public static Optional<String> mirrored(Pod pod) {
    return Optional.ofNullable(annotations(pod).get(MIRROR));
  }

  private static Map<String, String> annotations(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }
}
