package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Volumes, what claims them, and their classes. */
final class StorageChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.ofEntries(
          Map.entry("accessModes", StorageChecks::accessModes),
          Map.entry("requestedStorage", StorageChecks::requestedStorage),
          Map.entry("dataSource", StorageChecks::dataSource),
          Map.entry("claimChanges", StorageChecks::claimChanges),
          Map.entry("claimStatus", StorageChecks::claimStatus),
          Map.entry("capacity", StorageChecks::capacity),
          Map.entry("persistentSource", StorageChecks::persistentSource),
          Map.entry("volumeChanges", StorageChecks::volumeChanges),
          Map.entry("classParametersKeys", StorageChecks::parameters),
          Map.entry("allowedTopologies", StorageChecks::allowedTopologies));

  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final String STORAGE = "storage";
  private static final String MODE = "volumeMode";
  private static final Set<String> NO_SOURCE =
      Set.of(
          "capacity",
          "accessModes",
          "claimRef",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "mountOptions",
          MODE,
          "nodeAffinity",
          "volumeAttributesClassName");

  /** Where a volume stands in a VolumeAttachment, without a PersistentVolume around it. */
  private static final String INLINE = ".inlineVolumeSpec";

  private StorageChecks() {}

  private static void accessModes(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var modes = spec.path("accessModes");
    boolean alone = false;
    for (var mode : modes) {
      if (!MODES.contains(mode.asString(""))) {
        errors.notSupported(spot.field("accessModes"), mode, MODES);
      }
      alone |= mode.asString("").equals("ReadWriteOncePod");
    }
    if (alone && modes.size() > 1) {
      errors.forbidden(
          spot.field("accessModes"), "may not use ReadWriteOncePod with other access modes");
    }
  }

  private static void requestedStorage(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    positive(
        spec.path("resources").path("requests").path(STORAGE),
        spot.field("resources").key(STORAGE),
        errors);
  }

  private static void positive(JsonNode value, Spot spot, FieldErrors errors) {
    var amount = Values.quantity(value);
    if (amount == null) {
      errors.required(spot);
    } else if (amount.isNegative() || amount.isZero()) {
      errors.invalid(spot, value, "must be greater than zero");
    }
  }

  private static void dataSource(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var field : List.of("dataSource", "dataSourceRef")) {
      if (spec.has(field)) {
        reference(spec.path(field), spot.field(field), errors);
      }
    }
    boolean both = spec.has("dataSource") && spec.has("dataSourceRef");
    if (both && !spec.path("dataSource").equals(spec.path("dataSourceRef"))) {
      errors.invalid(spot, spec.objectNode(), "must match dataSourceRef");
    }
  }

  private static void reference(JsonNode source, Spot spot, FieldErrors errors) {
    for (var field : List.of("name", "kind")) {
      if (Values.text(source, field).isEmpty()) {
        errors.required(spot.field(field));
      }
    }
    var group = Values.text(source, "apiGroup");
    if (group.isEmpty() && !Values.text(source, "kind").equals("PersistentVolumeClaim")) {
      errors.invalid(
          spot,
          source.path("kind"),
          "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
    } else if (!group.isEmpty()) {
      errors.invalid(
          spot.field("apiGroup"), Values.string(group), Formats.check("dnsSubdomain", group));
    }
  }

  /** A bound claim may grow; one without a class may get one. */
  private static void claimChanges(
      ObjectNode claim, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (old == null || !(claim.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    var before = old.path("spec");
    var lean = spec.deepCopy();
    boolean bound = Values.text(old.path("status"), "phase").equals("Bound");
    if (Values.text(before, "volumeName").isEmpty()) {
      restore(lean, before, "volumeName");
    }
    if (!before.has("storageClassName")) {
      restore(lean, before, "storageClassName");
    }
    if (bound) {
      restore(lean, before, "volumeAttributesClassName");
      if (lean.get("resources") instanceof ObjectNode resources) {
        restore(resources, before.path("resources"), "requests");
      }
    }
    if (!lean.equals(before)) {
      errors.forbidden(
          root.field("spec"),
          "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n"
              + Differences.of(before, lean));
    }
    shrinks(spec, before, bound, root, errors);
    volumeMode(spec, before, root, errors);
  }

  private static void shrinks(
      ObjectNode spec, JsonNode before, boolean bound, Spot root, FieldErrors errors) {
    var now = Values.quantity(spec.path("resources").path("requests").path(STORAGE));
    var then = Values.quantity(before.path("resources").path("requests").path(STORAGE));
    if (bound && now != null && then != null && now.compareTo(then) < 0) {
      errors.forbidden(
          root.field("spec").field("resources").field("requests").field(STORAGE),
          "field can not be less than status.capacity");
    }
  }

  private static void volumeMode(JsonNode spec, JsonNode before, Spot root, FieldErrors errors) {
    if (!spec.path(MODE).equals(before.path(MODE))) {
      errors.invalid(root.field(MODE), spec.path(MODE), "field is immutable");
    }
  }

  private static void restore(ObjectNode target, JsonNode source, String field) {
    var value = source.get(field);
    if (value == null) {
      target.remove(field);
    } else {
      target.set(field, value);
    }
  }

  private static void claimStatus(
      ObjectNode claim, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var spot = root.field("status").field("capacity");
    for (var entry : claim.path("status").path("capacity").properties()) {
      var amount = Values.quantity(entry.getValue());
      if (amount != null && amount.isNegative()) {
        errors.invalid(
            spot.key(entry.getKey()).toString(),
            amount.toString(),
            "must be a valid resource quantity");
      }
    }
  }

  private static void capacity(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var capacity = spec.path("capacity");
    var place = spot.field("capacity");
    if (spot.step().equals(INLINE)) {
      if (!capacity.isEmpty()) {
        errors.forbidden(place, "may not be specified in the context of inline volumes");
      }
      return;
    }
    if (capacity.isEmpty()) {
      errors.required(place, "");
    }
    if (!capacity.has(STORAGE) || capacity.size() > 1) {
      var shown = capacity.isObject() ? capacity : spec.objectNode();
      errors.notSupported(place, shown, List.of(STORAGE));
    } else {
      positive(capacity.path(STORAGE), place.key(STORAGE), errors);
    }
  }

  private static void persistentSource(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    VolumeChecks.source(spec, old, spot, errors);
    if (spec.has("local") && !spec.has("nodeAffinity")) {
      errors.required(spot.field("nodeAffinity"), "Local volume requires node affinity");
    }
    if (Values.text(spec.path("hostPath"), "path").equals("/")
        && Values.text(spec, "persistentVolumeReclaimPolicy").equals("Recycle")) {
      errors.forbidden(
          spot.field("persistentVolumeReclaimPolicy"),
          "may not be 'recycle' for a hostPath mount of '/'");
    }
  }

  private static void volumeChanges(
      ObjectNode volume, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (old == null || !(volume.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    var before = old.path("spec");
    var source = spec.deepCopy().without(NO_SOURCE);
    var oldSource = before.deepCopy();
    if (oldSource instanceof ObjectNode object) {
      object.remove(NO_SOURCE);
    }
    if (!source.equals(oldSource)) {
      errors.forbidden(
          root.field("spec").field("persistentvolumesource"),
          "spec.persistentvolumesource is immutable after creation\n"
              + Differences.of(oldSource, source));
    }
    volumeMode(spec, before, root, errors);
    var affinity = before.path("nodeAffinity");
    if (affinity.isObject() && !affinity.equals(spec.path("nodeAffinity"))) {
      errors.invalid(
          root.field("nodeAffinity"),
          spec.path("nodeAffinity"),
          "field is immutable, except for updating from beta label to GA");
    }
  }

  private static void parameters(
      ObjectNode kind, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (kind.path("parameters").has("")) {
      errors.invalid(spot.field("parameters"), Values.string(""), "field can not be empty.");
    }
  }

  private static void allowedTopologies(
      ObjectNode kind, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    Values.each(
        kind.path("allowedTopologies"),
        root.field("allowedTopologies"),
        (term, spot) -> {
          var keys = new HashSet<JsonNode>();
          Values.each(
              term.path("matchLabelExpressions"),
              spot.field("matchLabelExpressions"),
              (expression, at) -> topology(expression, keys, at, errors));
        });
  }

  private static void topology(
      JsonNode expression, Set<JsonNode> keys, Spot spot, FieldErrors errors) {
    var values = expression.path("values");
    if (values.isEmpty()) {
      errors.required(spot.field("values"));
    }
    var seen = new HashSet<JsonNode>();
    Values.each(
        values,
        spot.field("values"),
        (value, at) -> {
          if (!seen.add(value)) {
            errors.duplicate(at, value);
          }
        });
    var key = Values.string(Values.text(expression, "key"));
    errors.invalid(spot.field("key"), key, Formats.qualifiedName(key.asString("")));
    if (!keys.add(key)) {
      errors.duplicate(spot.field("key"), key);
    }
  }
}
