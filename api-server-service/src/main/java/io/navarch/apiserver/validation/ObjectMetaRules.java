package io.navarch.apiserver.validation;

import io.navarch.schema.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The rules of {@code metadata}, the same for all kinds but for the form of names. */
final class ObjectMetaRules {

  private static final int MAX_ANNOTATIONS = 256 * 1024;
  private static final int MAX_MANAGER = 128;
  private static final Spot METADATA = Spot.ROOT.field("metadata");

  /** Those of extensions and aggregated APIs are less strict about finalizers. */
  private static final String BUILT_IN = "io.k8s.api.";

  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final List<String> KEPT =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private ObjectMetaRules() {}

  static void check(Kind kind, String nameFormat, ObjectNode object, FieldErrors errors) {
    var metadata = object.path("metadata");
    var generateName = Values.text(metadata, "generateName");
    if (!generateName.isEmpty()) {
      name("generateName", nameFormat, generateName, maskTrailingDash(generateName), errors);
    }
    var name = Values.text(metadata, "name");
    if (name.isEmpty()) {
      errors.required("metadata.name", "name or generateName is required");
    } else {
      name("name", nameFormat, name, name, errors);
    }
    var namespace = Values.text(metadata, "namespace");
    if (kind.namespaced() && namespace.isEmpty()) {
      errors.required("metadata.namespace", "");
    } else if (kind.namespaced()) {
      name("namespace", "dnsLabel", namespace, namespace, errors);
    } else if (!namespace.isEmpty()) {
      errors.forbidden("metadata.namespace", "not allowed on this type");
    }
    if (metadata.path("generation").asLong(0) < 0) {
      errors.invalid(
          "metadata.generation",
          Values.spell(metadata.path("generation")),
          "must be greater than or equal to 0");
    }
    common(kind, metadata, errors);
  }

  private static void name(
      String field, String format, String value, String checked, FieldErrors errors) {
    for (var complaint : Formats.check(format, checked)) {
      errors.invalid("metadata." + field, Values.quote(value), complaint);
    }
  }

  /** A generated name goes on after the dash. */
  private static String maskTrailingDash(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  static void checkUpdate(Kind kind, ObjectNode now, ObjectNode old, FieldErrors errors) {
    var metadata = now.path("metadata");
    var before = old.path("metadata");
    if (before.hasNonNull("deletionTimestamp")) {
      noNewFinalizers(metadata, before, errors);
    }
    if (Values.text(metadata, "resourceVersion").isEmpty()) {
      errors.invalid("metadata.resourceVersion", "\"\"", "must be specified for an update");
    }
    if (metadata.path("generation").asLong(0) < before.path("generation").asLong(0)) {
      errors.invalid(
          "metadata.generation",
          Values.spell(metadata.path("generation")),
          "must not be decremented");
    }
    for (var field : KEPT) {
      var value = metadata.path(field);
      boolean bothEmpty = !Values.isSet(value) && !Values.isSet(before.path(field));
      if (!bothEmpty && !value.equals(before.path(field))) {
        errors.invalid("metadata." + field, spelled(field, value), "field is immutable");
      }
    }
    common(kind, metadata, errors);
  }

  /** What is missing prints as Go prints it: an empty string, or null for times and numbers. */
  private static String spelled(String field, JsonNode value) {
    return value.isMissingNode() && KEPT.indexOf(field) < 3 ? "\"\"" : Values.spell(value);
  }

  private static void noNewFinalizers(JsonNode now, JsonNode before, FieldErrors errors) {
    var extra = new ArrayList<>(strings(now.path("finalizers")));
    extra.removeAll(strings(before.path("finalizers")));
    if (!extra.isEmpty()) {
      var list = extra.stream().sorted().distinct().map(Values::quote).toList();
      errors.forbidden(
          "metadata.finalizers",
          "no new finalizers can be added if the object is being deleted, found new finalizers []string{%s}"
              .formatted(String.join(", ", list)));
    }
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(v -> v.asString("")).toList();
  }

  private static void common(Kind kind, JsonNode metadata, FieldErrors errors) {
    labels(metadata.path("labels"), METADATA.field("labels"), errors);
    annotations(metadata.path("annotations"), METADATA.field("annotations"), errors);
    owners(metadata.path("ownerReferences"), errors);
    finalizers(kind, metadata, errors);
    managers(metadata.path("managedFields"), errors);
  }

  static void labels(JsonNode labels, Spot spot, FieldErrors errors) {
    for (var label : labels.properties()) {
      for (var complaint : Formats.qualifiedName(label.getKey())) {
        errors.invalid(spot.toString(), Values.quote(label.getKey()), complaint);
      }
      for (var complaint : Formats.check("labelValue", label.getValue().asString(""))) {
        errors.invalid(spot.toString(), Values.spell(label.getValue()), complaint);
      }
    }
  }

  static void annotations(JsonNode annotations, Spot spot, FieldErrors errors) {
    long size = 0;
    for (var annotation : annotations.properties()) {
      for (var complaint : Formats.qualifiedName(Formats.lower(annotation.getKey()))) {
        errors.invalid(spot.toString(), Values.quote(annotation.getKey()), complaint);
      }
      size += bytes(annotation);
    }
    if (size > MAX_ANNOTATIONS) {
      errors.tooLong(spot.toString(), MAX_ANNOTATIONS);
    }
  }

  private static long bytes(Map.Entry<String, JsonNode> annotation) {
    return annotation.getKey().getBytes(StandardCharsets.UTF_8).length
        + (long) annotation.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
  }

  private static void owners(JsonNode owners, FieldErrors errors) {
    var spot = METADATA.field("ownerReferences");
    @Nullable String controller = null;
    for (var owner : owners) {
      var version = Values.text(owner, "apiVersion");
      if (version.isEmpty() || version.endsWith("/")) {
        errors.invalid(
            spot.field("apiVersion").toString(),
            Values.quote(version),
            "version must not be empty");
      }
      for (var field : List.of("kind", "name", "uid")) {
        if (Values.text(owner, field).isEmpty()) {
          errors.invalid(spot.field(field).toString(), "\"\"", "must not be empty");
        }
      }
      if (version.equals("v1") && Values.text(owner, "kind").equals("Event")) {
        errors.invalid(
            spot.toString(),
            Values.spell(owner),
            "/v1, Kind=Event is disallowed from being an owner");
      }
      if (owner.path("controller").asBoolean(false)) {
        var name = Values.text(owner, "kind") + "/" + Values.text(owner, "name");
        if (controller != null) {
          errors.invalid(
              spot.toString(),
              Values.spell(owners),
              "Only one reference can have Controller set to true. Found \"true\" in references for %s and %s"
                  .formatted(controller, name));
        } else {
          controller = name;
        }
      }
    }
  }

  private static void finalizers(Kind kind, JsonNode metadata, FieldErrors errors) {
    var spot = METADATA.field("finalizers");
    var finalizers = strings(metadata.path("finalizers"));
    for (int i = 0; i < finalizers.size(); i++) {
      var finalizer = StringNode.valueOf(finalizers.get(i));
      errors.invalid(spot, finalizer, Formats.qualifiedName(finalizer.stringValue()));
      if (kind.typeName().startsWith(BUILT_IN)) {
        finalizer(finalizer, spot.index(i), errors);
      }
    }
    if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
      errors.invalid(
          "metadata.finalizers",
          Values.spell(metadata.path("finalizers")),
          "finalizer orphan and foregroundDeletion cannot be both set");
    }
  }

  /** A name without a domain is upstream's own. */
  static void finalizer(StringNode finalizer, Spot spot, FieldErrors errors) {
    if (!finalizer.stringValue().contains("/")
        && !STANDARD_FINALIZERS.contains(finalizer.stringValue())) {
      errors.invalid(
          spot, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
    }
  }

  private static void managers(JsonNode entries, FieldErrors errors) {
    for (int i = 0; i < entries.size(); i++) {
      var spot = METADATA.field("managedFields").index(i);
      var entry = entries.get(i);
      var operation = Values.text(entry, "operation");
      if (!operation.equals("Apply") && !operation.equals("Update")) {
        errors.invalid(
            spot.field("operation").toString(),
            Values.quote(operation),
            "must be `Apply` or `Update`");
      }
      var type = Values.text(entry, "fieldsType");
      if (!type.isEmpty() && !type.equals("FieldsV1")) {
        errors.invalid(
            spot.field("fieldsType").toString(), Values.quote(type), "must be `FieldsV1`");
      }
      if (Values.text(entry, "manager").length() > MAX_MANAGER) {
        errors.tooLong(spot.field("manager").toString(), MAX_MANAGER);
      }
    }
  }
}
