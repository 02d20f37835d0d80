package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumeFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a ConfigMap or Secret become which files.
 *
 * @param items empty: every key under its own name
 * @param defaultMode for files that name none
 * @param optional what is missing is left out
 */
record KeyFiles(List<KeyToPath> items, int defaultMode, boolean optional) {

  static final int DEFAULT_MODE = 0644;

  static KeyFiles of(
      @Nullable List<KeyToPath> items, @Nullable Integer defaultMode, @Nullable Boolean optional) {
    return new KeyFiles(
        PodSpecs.orEmpty(items),
        defaultMode == null ? DEFAULT_MODE : defaultMode,
        PodSpecs.isTrue(optional));
  }

  Map<String, VolumeFile> of(ConfigMap object) {
    var data = new HashMap<String, byte[]>();
    if (object.getData() != null) {
      object.getData().forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    }
    if (object.getBinaryData() != null) {
      object
          .getBinaryData()
          .forEach((key, text) -> data.put(key, Base64.getDecoder().decode(text)));
    }
    return choose(data, "configmap");
  }

  Map<String, VolumeFile> of(Secret object) {
    var data = new HashMap<String, byte[]>();
    if (object.getData() != null) {
      object.getData().forEach((key, text) -> data.put(key, Base64.getDecoder().decode(text)));
    }
    return choose(data, "secret");
  }

  private Map<String, VolumeFile> choose(Map<String, byte[]> data, String kind) {
    var files = new HashMap<String, VolumeFile>();
    if (items.isEmpty()) {
      data.forEach((key, content) -> files.put(key, new VolumeFile(content, defaultMode)));
      return files;
    }
    for (var item : items) {
      var content = data.get(item.getKey());
      if (content != null) {
        int mode = item.getMode() == null ? defaultMode : item.getMode();
        files.put(item.getPath(), new VolumeFile(content, mode));
      } else if (!optional) {
        throw new VolumeFailure(
            "%s references non-existent %s key: %s"
                .formatted(kind, kind.equals("secret") ? "secret" : "config", item.getKey()));
      }
    }
    return files;
  }
}
