package io.navarch.nodeagent.image;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.backoff.DurationText;
import io.navarch.nodeagent.backoff.KeyedBackoff;
import io.navarch.nodeagent.image.ImageResult.Present;
import io.navarch.nodeagent.image.ImageResult.Unavailable;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.SandboxConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Sees to it that a container's image is on the node, by its pull policy. */
@Component
public class ImageManager {

  private final ContainerRuntime runtime;
  private final PullCredentials credentials;
  private final PodEvents events;
  private final Clock clock;
  private final KeyedBackoff backoff;
  private final Semaphore pulls;
  private final Map<String, String> lastErrors = new ConcurrentHashMap<>();

  ImageManager(
      ContainerRuntime runtime,
      PullCredentials credentials,
      PodEvents events,
      Clock clock,
      ImageProperties properties) {
    this.runtime = runtime;
    this.credentials = credentials;
    this.events = events;
    this.clock = clock;
    this.backoff = new KeyedBackoff(properties.firstPause(), properties.longestPause(), clock);
    this.pulls = new Semaphore(properties.parallelPulls());
  }

  /** Finds or fetches an image; waits for the pull. */
  public ImageResult ensure(ImageWish wish, SandboxConfig sandbox) {
    var asked = wish.image();
    var name = ImageName.parse(asked);
    if (name.isEmpty()) {
      var message =
          "Failed to apply default image tag \"%s\": couldn't parse image name \"%s\": invalid reference format"
              .formatted(asked, asked);
      warning(wish, "InspectFailed", message);
      return new Unavailable("InvalidImageName", message);
    }
    var policy = wish.policy();
    var present = runtime.findImage(name.get().canonical());
    if (present.isPresent() && !"Always".equals(policy)) {
      normal(
          wish,
          "Pulled",
          "Container image \"%s\" already present on machine and can be accessed by the pod"
              .formatted(asked));
      return new Present(present.get());
    }
    if ("Never".equals(policy)) {
      var message =
          "Container image \"%s\" is not present with pull policy of Never".formatted(asked);
      warning(wish, "ErrImageNeverPull", message);
      return new Unavailable("ErrImageNeverPull", message);
    }
    return pull(wish, name.get(), sandbox);
  }

  /** When a container of the Pod may be tried again, if a pull has failed. */
  public Optional<Duration> retryIn(Pod pod, Container container) {
    return ImageWish.all(pod, container)
        .map(wish -> backoff.remainingSinceUpdate(key(wish)))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  /** Forgets a Pod that is gone. */
  public void forget(String uid) {
    backoff.forget(uid + "_");
    lastErrors.keySet().removeIf(key -> key.startsWith(uid + "_"));
  }

  private static String key(ImageWish wish) {
    return PodSpecs.uid(wish.pod()) + "_" + wish.image();
  }

  private void normal(ImageWish wish, String reason, String message) {
    wish.container()
        .ifPresentOrElse(
            container -> events.normal(wish.pod(), container, reason, message),
            () -> events.normal(wish.pod(), reason, message));
  }

  private void warning(ImageWish wish, String reason, String message) {
    wish.container()
        .ifPresentOrElse(
            container -> events.warning(wish.pod(), container, reason, message),
            () -> events.warning(wish.pod(), reason, message));
  }

  private ImageResult pull(ImageWish wish, ImageName name, SandboxConfig sandbox) {
    var asked = wish.image();
    var key = key(wish);
    if (backoff.remainingSinceUpdate(key).isPresent()) {
      var message = "Back-off pulling image \"%s\"".formatted(asked);
      normal(wish, "BackOff", message);
      var last = lastErrors.get(key);
      return new Unavailable("ImagePullBackOff", last == null ? message : message + ": " + last);
    }
    normal(wish, "Pulling", "Pulling image \"%s\"".formatted(asked));
    var begun = clock.instant();
    try {
      pulls.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unavailable("ErrImagePull", "pull was interrupted");
    }
    var started = clock.instant();
    try {
      var image = fetch(wish.pod(), name, sandbox);
      tellPulled(wish, image, begun, started);
      return new Present(image);
    } catch (RuntimeFailure e) {
      return failed(wish, key, e);
    } finally {
      pulls.release();
    }
  }

  private Image fetch(Pod pod, ImageName name, SandboxConfig sandbox) {
    var candidates = credentials.find(pod, name);
    var attempts =
        candidates.isEmpty()
            ? List.of(Optional.<RegistryCredentials>empty())
            : candidates.stream().map(Optional::of).toList();
    RuntimeFailure last = null;
    for (var attempt : attempts) {
      try {
        var reference = runtime.pullImage(name.canonical(), attempt, sandbox);
        return runtime
            .findImage(reference)
            .orElseThrow(() ->
                new RuntimeFailure(
                    RuntimeFailure.Code.NOT_FOUND,
                    "image %s was pulled and is not there".formatted(reference)));
      } catch (RuntimeFailure e) {
        last = e;
      }
    }
    throw last == null ? new IllegalStateException("no attempt to pull") : last;
  }

  private void tellPulled(ImageWish wish, Image image, Instant begun, Instant started) {
    var now = clock.instant();
    normal(
        wish,
        "Pulled",
        "Successfully pulled image \"%s\" in %s (%s including waiting). Image size: %d bytes."
            .formatted(
                wish.image(),
                DurationText.of(Duration.between(started, now)),
                DurationText.of(Duration.between(begun, now)),
                image.size()));
  }

  private Unavailable failed(ImageWish wish, String key, RuntimeFailure e) {
    var message = e.getMessage() == null ? "" : e.getMessage();
    warning(wish, "Failed", "Failed to pull image \"%s\": %s".formatted(wish.image(), message));
    backoff.next(key, clock.instant());
    lastErrors.put(key, "ErrImagePull: " + message);
    return new Unavailable("ErrImagePull", message);
  }
}
