package io.navarch.nodeagent.image;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An image that a Pod needs on the node.
 *
 * @param container the one that runs it; empty: it is a volume
 * @param policy when it is pulled
 */
public record ImageWish(
    Pod pod, Optional<Container> container, String image, @Nullable String policy) {

  /** The image that a container runs. */
  public static ImageWish of(Pod pod, Container container) {
    return new ImageWish(
        pod, Optional.of(container), container.getImage(), container.getImagePullPolicy());
  }

  /** The image whose content a volume is. */
  public static ImageWish of(Pod pod, Volume volume) {
    var source = volume.getImage();
    var reference = source.getReference();
    return new ImageWish(
        pod, Optional.empty(), reference == null ? "" : reference, source.getPullPolicy());
  }

  /** The volumes of a container that are images. */
  public static List<Volume> volumes(Pod pod, Container container) {
    var mounted =
        PodSpecs.orEmpty(container.getVolumeMounts()).stream().map(m -> m.getName()).toList();
    return PodSpecs.orEmpty(pod.getSpec().getVolumes()).stream()
        .filter(v -> v.getImage() != null && mounted.contains(v.getName()))
        .toList();
  }

  /** All images that a container needs. */
  static Stream<ImageWish> all(Pod pod, Container container) {
    return Stream.concat(
        volumes(pod, container).stream().map(volume -> of(pod, volume)),
        Stream.of(of(pod, container)));
  }
}
