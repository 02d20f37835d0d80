package io.navarch.nodeagent.image;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.image.ImageSweep.Seen;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.stats.FilesystemUse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives up images that nobody uses when disk runs short. An image is in use while a container was
 * made from it, even if that has ended, and while a Pod of the node names it.
 */
@Slf4j
@Component
public class ImageGarbage {

  private static final int PERCENT = 100;

  private final ContainerRuntime runtime;
  private final ImageProperties properties;
  private final Lister<Pod> pods;
  private final NodeIdentity node;
  private final EventRecorder events;
  private final Clock clock;
  private final Map<String, Seen> known = new HashMap<>();

  ImageGarbage(
      ContainerRuntime runtime,
      ImageProperties properties,
      Informers informers,
      NodeIdentity node,
      EventRecorder events,
      Clock clock) {
    this.runtime = runtime;
    this.properties = properties;
    this.pods =
        informers
            .of(ResourceType.of(Pod.class), ListQuery.byField("spec.nodeName=" + node.name()))
            .lister();
    this.node = node;
    this.events = events;
    this.clock = clock;
  }

  /** Frees disk down to the low mark when the high one is passed, and gives up what is too old. */
  @Scheduled(
      initialDelayString = "${node-agent.image.sweep-period:5m}",
      fixedDelayString = "${node-agent.image.sweep-period:5m}")
  synchronized void sweep() {
    try {
      var sweep = unused();
      if (properties.maximumAge().isPositive()) {
        remove(sweep.olderThan(properties.maximumAge(), clock.instant()));
      }
      filesystem().ifPresent(disk -> free(sweep, disk));
    } catch (RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("images could not be looked at");
    }
  }

  /** Gives up every image that nobody uses, however young it is. */
  public synchronized void freeAll() {
    try {
      var sweep = unused();
      remove(
          new ImageSweep(sweep.images(), sweep.known(), java.time.Duration.ZERO)
              .toFree(Long.MAX_VALUE, clock.instant()));
    } catch (RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("images could not be freed");
    }
  }

  private void free(ImageSweep sweep, FilesystemUse disk) {
    if (disk.capacity() == 0) {
      warn("InvalidDiskCapacity", "invalid capacity 0 on image filesystem");
      return;
    }
    long usedPercent = PERCENT - disk.available() * PERCENT / disk.capacity();
    if (usedPercent < properties.highThresholdPercent()) {
      return;
    }
    long wanted =
        disk.capacity() * (PERCENT - properties.lowThresholdPercent()) / PERCENT - disk.available();
    long freed = remove(sweep.toFree(wanted, clock.instant()));
    if (freed < wanted) {
      warn(
          "FreeDiskSpaceFailed",
          "Failed to garbage collect required amount of images. Attempted to free %d bytes, but only found %d bytes eligible to free."
              .formatted(wanted, freed));
    }
  }

  private void warn(String reason, String message) {
    events.warning(
        new NodeBuilder()
            .withNewMetadata()
            .withName(node.name())
            .withUid(node.name())
            .endMetadata()
            .build(),
        reason,
        message);
  }

  private Optional<FilesystemUse> filesystem() {
    return runtime.imageFilesystems().stream()
        .map(filesystem -> FilesystemUse.of(Path.of(filesystem.mountPoint())))
        .findFirst();
  }

  private ImageSweep unused() {
    var now = clock.instant();
    var all = runtime.listImages();
    var named = names();
    var used = usedIds();
    for (var image : all) {
      boolean inUse = used.contains(image.id()) || isNamed(image, named);
      known.compute(
          image.id(),
          (_, seen) ->
              seen == null
                  ? new Seen(now, inUse ? now : java.time.Instant.EPOCH)
                  : new Seen(seen.first(), inUse ? now : seen.lastUse()));
    }
    known.keySet().retainAll(all.stream().map(Image::id).toList());
    var free =
        all.stream().filter(image -> !used.contains(image.id()) && !isNamed(image, named)).toList();
    return new ImageSweep(free, known, properties.minimumAge());
  }

  private Set<String> usedIds() {
    var result = new HashSet<String>();
    runtime.listContainers(Map.of()).stream()
        .map(Container::id)
        .map(runtime::containerStatus)
        .flatMap(Optional<ContainerStatus>::stream)
        .forEach(container -> result.addAll(List.of(container.imageId(), container.imageRef())));
    return result;
  }

  private Set<String> names() {
    var result = new HashSet<String>();
    pods.list().stream()
        .filter(pod -> !PodSpecs.isFinished(pod))
        .flatMap(pod ->
            Stream.concat(
                PodSpecs.allContainers(pod).map(c -> c.getImage()),
                PodSpecs.orEmpty(pod.getSpec().getVolumes()).stream()
                    .filter(volume -> volume.getImage() != null)
                    .map(volume -> ImageWish.of(pod, volume).image())))
        .flatMap(name -> ImageName.parse(name).stream())
        .forEach(name -> result.addAll(List.of(name.canonical(), full(name))));
    return result;
  }

  /** With the registry, as runtimes list it. */
  private static String full(ImageName name) {
    var canonical = name.canonical();
    int end = name.repository().length();
    int tag = Math.max(canonical.lastIndexOf(':'), canonical.indexOf('@'));
    return tag < 0
        ? name.repository()
        : name.repository().substring(0, end) + canonical.substring(tag);
  }

  private static boolean isNamed(Image image, Set<String> names) {
    return Stream.concat(image.tags().stream(), image.digests().stream()).anyMatch(names::contains);
  }

  private long remove(List<Image> images) {
    long freed = 0;
    for (var image : images) {
      try {
        runtime.removeImage(image.id());
        freed += image.size();
        known.remove(image.id());
        log.atInfo()
            .addKeyValue("image", image.id())
            .addKeyValue("bytes", image.size())
            .log("image is given up");
      } catch (RuntimeFailure e) {
        log.atWarn()
            .addKeyValue("image", image.id())
            .addKeyValue("error", e.getMessage())
            .log("image could not be removed");
      }
    }
    return freed;
  }
}
