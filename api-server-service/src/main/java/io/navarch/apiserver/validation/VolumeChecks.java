package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sources of volumes, of Pods and of PersistentVolumes. */
final class VolumeChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.ofEntries(
          Map.entry("volumeSource", VolumeChecks::source),
          Map.entry("sizeLimit", VolumeChecks::sizeLimit),
          Map.entry("hostPathType", VolumeChecks::hostPathType),
          Map.entry("iscsi", VolumeChecks::iscsi),
          Map.entry("fibreChannel", VolumeChecks::fibreChannel),
          Map.entry("azureDisk", VolumeChecks::azureDisk),
          Map.entry("publishSecret", VolumeChecks::publishSecret),
          Map.entry("persistentCsi", VolumeChecks::persistentCsi),
          Map.entry("claimTemplate", VolumeChecks::claimTemplate));

  /** In the order in which they are looked for. */
  private static final List<String> SOURCES =
      List.of(
          "emptyDir",
          "hostPath",
          "gitRepo",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "secret",
          "nfs",
          "iscsi",
          "glusterfs",
          "flocker",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "quobyte",
          "downwardAPI",
          "fc",
          "flexVolume",
          "configMap",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "storageos",
          "projected",
          "scaleIO",
          "local",
          "csi",
          "ephemeral",
          "image");

  private static final List<String> HOST_PATHS =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");
  private static final int MAX_LUN = 255;

  private VolumeChecks() {}

  static void source(ObjectNode volume, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var sources = SOURCES.stream().filter(volume::has).toList();
    if (sources.isEmpty()) {
      errors.required(spot, "must specify a volume type");
    }
    sources.stream()
        .skip(1)
        .forEach(source ->
            errors.forbidden(spot.field(source), "may not specify more than 1 volume type"));
    var disk = volume.path("gcePersistentDisk");
    if (disk.isObject() && Values.text(disk, "pdName").isEmpty()) {
      errors.required(spot.field("persistentDisk").field("pdName"));
    }
  }

  private static void sizeLimit(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var limit = Values.quantity(source.path("sizeLimit"));
    if (limit != null && limit.isNegative()) {
      errors.forbidden(
          spot.field("sizeLimit"), "SizeLimit field must be a valid resource quantity");
    }
  }

  private static void hostPathType(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var type = source.path("type");
    if (type.isString() && !HOST_PATHS.contains(type.stringValue())) {
      errors.notSupported(spot.field("type"), type, HOST_PATHS);
    }
  }

  private static void lun(JsonNode lun, Spot spot, FieldErrors errors) {
    if (lun.asInt(0) < 0 || lun.asInt(0) > MAX_LUN) {
      errors.invalid(spot, lun, "must be between 0 and %d, inclusive".formatted(MAX_LUN));
    }
  }

  private static void iscsi(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (Values.text(source, "targetPortal").isEmpty()) {
      errors.required(spot.field("targetPortal"));
    }
    var name = source.path("iqn");
    if (!Values.isSet(name)) {
      errors.required(spot.field("iqn"));
    } else if (!name.asString("").matches("(iqn|eui|naa).*")) {
      errors.invalid(
          spot.field("iqn"), name, "must be valid format starting with iqn, eui, or naa");
    }
    lun(source.path("lun"), spot.field("lun"), errors);
  }

  private static void fibreChannel(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean targets = !source.path("targetWWNs").isEmpty();
    boolean identifiers = !source.path("wwids").isEmpty();
    if (!targets && !identifiers) {
      errors.required(
          spot.field("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
    } else if (targets && identifiers) {
      errors.invalid(
          spot.field("targetWWNs"),
          source.path("targetWWNs"),
          "targetWWNs and wwids can not be specified simultaneously");
    }
    if (targets && !source.has("lun")) {
      errors.required(spot.field("lun"), "lun is required if targetWWNs is specified");
    } else if (targets) {
      lun(source.path("lun"), spot.field("lun"), errors);
    }
  }

  private static void azureDisk(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean managed = Values.text(source, "kind").equals("Managed");
    var prefix = managed ? "/subscriptions" : "https://";
    var form =
        managed
            ? "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
            : "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";
    var address = Values.text(source, "diskURI");
    if (!address.startsWith(prefix)) {
      errors.notSupported(spot.field("diskURI"), Values.string(address), List.of(form));
    }
  }

  private static void publishSecret(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var secret = source.path("nodePublishSecretRef");
    if (secret.isObject() && Values.text(secret, "name").isEmpty()) {
      errors.required(spot.field("nodePublishSecretRef").field("name"));
    }
  }

  private static void persistentCsi(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var driver = source.path("driver");
    if (!Values.isSet(driver)) {
      errors.required(spot.field("driver"));
    } else {
      errors.invalid(spot.field("driver"), driver, Formats.check("csiDriver", driver.asString("")));
    }
    if (Values.text(source, "volumeHandle").isEmpty()) {
      errors.required(spot.field("volumeHandle"));
    }
    for (var field :
        List.of(
            "controllerPublishSecretRef",
            "controllerExpandSecretRef",
            "nodePublishSecretRef",
            "nodeStageSecretRef",
            "nodeExpandSecretRef")) {
      for (var member : List.of("name", "namespace")) {
        if (source.has(field) && Values.text(source.path(field), member).isEmpty()) {
          errors.required(spot.field(field).field(member));
        }
      }
    }
  }

  private static void claimTemplate(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var metadata = source.path("volumeClaimTemplate").path("metadata");
    var place = spot.field("volumeClaimTemplate").field("metadata");
    for (var field : metadata.propertyNames()) {
      if (!List.of("labels", "annotations", "creationTimestamp").contains(field)) {
        errors.forbidden(place.field(field), "cannot be set");
      }
    }
    ObjectMetaRules.labels(metadata.path("labels"), place.field("labels"), errors);
    ObjectMetaRules.annotations(metadata.path("annotations"), place.field("annotations"), errors);
  }
}
