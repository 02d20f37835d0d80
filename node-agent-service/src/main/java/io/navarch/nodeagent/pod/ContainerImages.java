package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.image.ImageManager;
import io.navarch.nodeagent.image.ImageResult;
import io.navarch.nodeagent.image.ImageWish;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.SandboxConfig;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Brings all images to the node that a container needs: those of its volumes and its own. */
@Component
@RequiredArgsConstructor
class ContainerImages {

  private final ImageManager images;

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * All are there.
   *
   * @param volumes by the volumes' names
   */
  record Ready(Image own, Map<String, Image> volumes) implements Outcome {}

  /** One is not there; reason and message are for the container's status. */
  record Missing(String reason, String message) implements Outcome {}

  Outcome ensure(Pod pod, Container container, SandboxConfig within) {
    var volumes = new HashMap<String, Image>();
    for (var volume : ImageWish.volumes(pod, container)) {
      switch (images.ensure(ImageWish.of(pod, volume), within)) {
        case ImageResult.Present(var image) -> volumes.put(volume.getName(), image);
        case ImageResult.Unavailable(var reason, var message) -> {
          return new Missing(reason, message);
        }
      }
    }
    return switch (images.ensure(ImageWish.of(pod, container), within)) {
      case ImageResult.Present(var image) -> new Ready(image, Map.copyOf(volumes));
      case ImageResult.Unavailable(var reason, var message) -> new Missing(reason, message);
    };
  }
}
