package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.navarch.nodeagent.NodeCapacity;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.pod.spec.DownwardFields;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.reference.ReferencedObjects;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumeFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Works out the files of volumes that show objects of the API. */
@Component
@RequiredArgsConstructor
class FileSources {

  private final ReferencedObjects objects;
  private final NodeIdentity node;
  private final NodeCapacity capacity;

  Map<String, VolumeFile> configMap(Pod pod, String name, KeyFiles keys) {
    Optional<ConfigMap> object = objects.configMap(pod, name);
    if (object.isEmpty() && !keys.optional()) {
      throw new VolumeFailure("configmap \"%s\" not found".formatted(name));
    }
    return object.map(keys::of).orElse(Map.of());
  }

  Map<String, VolumeFile> secret(Pod pod, String name, KeyFiles keys) {
    Optional<Secret> object = objects.secret(pod, name);
    if (object.isEmpty() && !keys.optional()) {
      throw new VolumeFailure("secret \"%s\" not found".formatted(name));
    }
    return object.map(keys::of).orElse(Map.of());
  }

  Map<String, VolumeFile> downward(
      VolumeContext context, List<DownwardAPIVolumeFile> items, int defaultMode) {
    var files = new HashMap<String, VolumeFile>();
    for (var item : items) {
      int mode = item.getMode() == null ? defaultMode : item.getMode();
      var text = item.getFieldRef() == null ? resource(context, item) : field(context, item);
      files.put(item.getPath(), new VolumeFile(text.getBytes(StandardCharsets.UTF_8), mode));
    }
    return files;
  }

  private String field(VolumeContext context, DownwardAPIVolumeFile item) {
    var ref = item.getFieldRef();
    return DownwardFields.field(context.pod(), ref, context.addresses(), node.addresses())
        .orElseThrow(() -> new VolumeFailure("unsupported fieldPath: " + ref.getFieldPath()));
  }

  private String resource(VolumeContext context, DownwardAPIVolumeFile item) {
    var ref = item.getResourceFieldRef();
    var container =
        PodSpecs.container(context.pod(), ref.getContainerName())
            .orElseThrow(() ->
                new VolumeFailure("container %s not found".formatted(ref.getContainerName())));
    return DownwardFields.resource(container, ref, capacity);
  }
}
