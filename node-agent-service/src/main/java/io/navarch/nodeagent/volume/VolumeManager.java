package io.navarch.nodeagent.volume;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Sets up and tears down all volumes of a Pod, by the plugin of each. */
@Component
@RequiredArgsConstructor
public class VolumeManager {

  private final List<VolumePlugin> plugins;
  private final ContainerFiles files;

  /**
   * Makes a Pod's volumes or brings them up to date.
   *
   * @return the volumes by name
   * @throws VolumeFailure for the first that can't be made
   */
  public Map<String, MountedVolume> setUp(Pod pod, List<String> addresses) {
    var result = new HashMap<String, MountedVolume>();
    for (var volume : PodSpecs.orEmpty(pod.getSpec().getVolumes())) {
      var plugin =
          plugins.stream()
              .filter(p -> p.handles(volume))
              .findFirst()
              .orElseThrow(
                  () -> new VolumeFailure("no volume plugin matched name: " + volume.getName()));
      var context = new VolumeContext(pod, volume, files.pod(PodSpecs.uid(pod)), addresses);
      try {
        result.put(volume.getName(), plugin.setUp(context));
      } catch (VolumeFailure e) {
        throw new VolumeFailure(
            "MountVolume.SetUp failed for volume \"%s\" : %s"
                .formatted(volume.getName(), e.getMessage()),
            e);
      }
    }
    return Map.copyOf(result);
  }

  /** Takes all volumes of a Pod away, whatever its spec was. */
  public void tearDown(String uid) {
    var root = files.pod(uid).resolve("volumes");
    for (var plugin : plugins) {
      for (var directory : children(root.resolve(plugin.name().replace('/', '~')))) {
        plugin.tearDown(directory);
      }
    }
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    } catch (IOException e) {
      throw new VolumeFailure("cannot list " + directory, e);
    }
  }
}
