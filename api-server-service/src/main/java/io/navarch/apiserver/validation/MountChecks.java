package io.navarch.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where the containers of one Pod mount its volumes. */
@RequiredArgsConstructor
final class MountChecks {

  private final JsonNode volumes;
  private final FieldErrors errors;

  void check(JsonNode container, Spot spot) {
    var mounts = container.path("volumeMounts");
    var devices = container.path("volumeDevices");
    mounts(container, members(devices, "name"), members(devices, "devicePath"), spot);
    devices(devices, members(mounts, "name"), members(mounts, "mountPath"), spot);
  }

  private static Set<JsonNode> members(JsonNode list, String name) {
    var result = new HashSet<JsonNode>();
    list.forEach(element -> result.add(element.path(name)));
    return result;
  }

  private @Nullable JsonNode volume(JsonNode name) {
    return volumes
        .valueStream()
        .filter(volume -> volume.path("name").equals(name))
        .findFirst()
        .orElse(null);
  }

  private void mounts(
      JsonNode container, Set<JsonNode> deviceNames, Set<JsonNode> devicePaths, Spot spot) {
    var list = spot.field("volumeMounts");
    var paths = new HashSet<JsonNode>();
    Values.each(
        container.path("volumeMounts"),
        list,
        (mount, place) -> {
          var name = Values.string(Values.text(mount, "name"));
          if (volume(name) == null) {
            errors.notFound(place.field("name"), name);
          }
          var path = mount.path("mountPath");
          if (Values.isSet(path) && !paths.add(path)) {
            errors.invalid(place.field("mountPath"), path, "must be unique");
          }
          if (deviceNames.contains(name)) {
            errors.invalid(place.field("name"), name, "must not already exist in volumeDevices");
          }
          if (devicePaths.contains(path)) {
            errors.invalid(
                place.field("mountPath"),
                path,
                "must not already exist as a path in volumeDevices");
          }
          subPaths(mount, list, place);
          propagation(container, mount, list);
          recursiveReadOnly(mount, list);
        });
  }

  /** The places lack the index, as upstream tells them. */
  private void subPaths(JsonNode mount, Spot list, Spot place) {
    for (var field : List.of("subPath", "subPathExpr")) {
      var path = mount.path(field);
      if (Values.isSet(path)) {
        errors.invalid(list.field(field), path, Formats.check("relativePath", path.asString("")));
      }
    }
    if (Values.isSet(mount.path("subPath")) && Values.isSet(mount.path("subPathExpr"))) {
      errors.invalid(
          place.field("subPathExpr"),
          mount.path("subPathExpr"),
          "subPathExpr and subPath are mutually exclusive");
    }
  }

  private void propagation(JsonNode container, JsonNode mount, Spot list) {
    var spot = list.field("mountPropagation");
    var propagation = mount.path("mountPropagation");
    var known = List.of("Bidirectional", "HostToContainer", "None");
    if (propagation.isString() && !known.contains(propagation.stringValue())) {
      errors.notSupported(spot, propagation, known);
    } else if (propagation.asString("").equals("Bidirectional")
        && !Values.isTrue(container.path("securityContext"), "privileged")) {
      errors.forbidden(
          spot, "Bidirectional mount propagation is available only to privileged containers");
    }
  }

  private void recursiveReadOnly(JsonNode mount, Spot list) {
    var spot = list.field("recursiveReadOnly");
    var value = mount.path("recursiveReadOnly");
    var known = List.of("Disabled", "Enabled", "IfPossible");
    if (value.isString() && !known.contains(value.stringValue())) {
      errors.notSupported(spot, value, known);
    } else if (value.isString() && !value.stringValue().equals("Disabled")) {
      if (!Values.isTrue(mount, "readOnly")) {
        errors.forbidden(spot, "may only be specified when readOnly is true");
      }
      if (!List.of("", "None").contains(Values.text(mount, "mountPropagation"))) {
        errors.forbidden(
            spot, "may only be specified when mountPropagation is None or not specified");
      }
    }
  }

  private void devices(
      JsonNode devices, Set<JsonNode> mountNames, Set<JsonNode> mountPaths, Spot spot) {
    var names = new HashSet<JsonNode>();
    var paths = new HashSet<JsonNode>();
    Values.each(
        devices,
        spot.field("volumeDevices"),
        (device, place) -> {
          var name = Values.string(Values.text(device, "name"));
          deviceName(name, names, place.field("name"));
          devicePath(device.path("devicePath"), paths, place.field("devicePath"));
          if (mountNames.contains(name)) {
            errors.invalid(place.field("name"), name, "must not already exist in volumeMounts");
          }
          if (mountPaths.contains(device.path("devicePath"))) {
            errors.invalid(
                place.field("devicePath"),
                device.path("devicePath"),
                "must not already exist as a path in volumeMounts");
          }
        });
  }

  private void deviceName(JsonNode name, Set<JsonNode> names, Spot spot) {
    if (Values.isSet(name) && !names.add(name)) {
      errors.invalid(spot, name, "must be unique");
    }
    var volume = volume(name);
    if (volume == null) {
      errors.notFound(spot, name);
    } else if (!volume.has("persistentVolumeClaim") && !volume.has("ephemeral")) {
      errors.invalid(
          spot,
          name,
          "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
    }
  }

  private void devicePath(JsonNode path, Set<JsonNode> paths, Spot spot) {
    if (paths.contains(path)) {
      errors.invalid(spot, path, "must be unique");
    }
    if (path.asString("").contains("..")) {
      errors.invalid(spot, path, "can not contain backsteps ('..')");
    } else if (Values.isSet(path)) {
      paths.add(path);
    }
  }
}
