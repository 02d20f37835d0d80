package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the variables of a container come from. */
final class EnvironmentChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "envValue", EnvironmentChecks::value,
          "envSource", EnvironmentChecks::source,
          "envFrom", EnvironmentChecks::from);

  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
  private static final List<String> FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final Set<String> KNOWN =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "spec.host",
          "spec.restartPolicy",
          "spec.schedulerName",
          "status.phase");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final String SIZES = "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei";
  private static final Pattern SUBSCRIPT = Pattern.compile("(.*)\\['(.*)'\\]");

  private EnvironmentChecks() {}

  private static void value(
      ObjectNode variable, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (variable.has("valueFrom") && !Values.text(variable, "value").isEmpty()) {
      errors.invalid(
          spot.field("valueFrom"),
          Values.string(""),
          "may not be specified when `value` is not empty");
    }
  }

  private static void source(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    long count = SOURCES.stream().filter(source::has).count();
    if (count == 0) {
      errors.invalid(
          spot,
          Values.string(""),
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
    } else if (count > 1) {
      errors.invalid(
          spot, Values.string(""), "may not have more than one field specified at a time");
    }
    if (source.has("fieldRef")) {
      field(source.path("fieldRef"), FIELDS, spot.field("fieldRef"), errors);
    }
    if (source.has("resourceFieldRef")) {
      resource(source.path("resourceFieldRef"), spot.field("resourceFieldRef"), errors);
    }
  }

  /** A field of the Pod, one of a set, or one label or annotation. */
  static void field(JsonNode field, List<String> allowed, Spot spot, FieldErrors errors) {
    var version = Values.text(field, "apiVersion");
    var path = field.path("fieldPath");
    if (version.isEmpty()) {
      errors.required(spot.field("apiVersion"));
      return;
    }
    if (!Values.isSet(path)) {
      errors.required(spot.field("fieldPath"));
      return;
    }
    var subscript = SUBSCRIPT.matcher(path.asString(""));
    var base = subscript.matches() ? subscript.group(1) : path.asString("");
    var trouble = conversion(version, path.asString(""), base, subscript.matches());
    if (!trouble.isEmpty()) {
      errors.invalid(spot.field("fieldPath"), path, "error converting fieldPath: " + trouble);
    } else if (subscript.matches()) {
      var key = subscript.group(2);
      boolean annotation = base.equals("metadata.annotations");
      errors.invalid(
          spot,
          Values.string(annotation ? Formats.lower(key) : key),
          Formats.qualifiedName(annotation ? Formats.lower(key) : key));
    } else if (!allowed.contains(base)) {
      errors.notSupported(spot.field("fieldPath"), path, allowed);
    }
  }

  private static String conversion(String version, String path, String base, boolean subscript) {
    if (!version.equals("v1")) {
      return "unsupported pod version: " + version;
    }
    if (subscript) {
      return base.equals("metadata.annotations") || base.equals("metadata.labels")
          ? ""
          : "field label does not support subscript: " + path;
    }
    return FIELDS.contains(base) || KNOWN.contains(base)
        ? ""
        : "field label not supported: " + path;
  }

  /** What a container may use. */
  static void resource(JsonNode selector, Spot spot, FieldErrors errors) {
    var name = selector.path("resource");
    var text = name.asString("");
    if (text.isEmpty()) {
      errors.required(spot.field("resource"));
      return;
    }
    boolean huge = text.startsWith("limits.hugepages-") || text.startsWith("requests.hugepages-");
    if (!RESOURCES.contains(text) && !huge) {
      errors.notSupported(spot.field("resource"), name, RESOURCES);
      return;
    }
    var divisor = Values.quantity(selector.path("divisor"));
    if (divisor == null || divisor.isZero()) {
      return;
    }
    var kind = text.substring(text.indexOf('.') + 1);
    var allowed = kind.equals("cpu") ? "1m, 1" : SIZES;
    if (!List.of(allowed.split(", ")).contains(divisor.toString())) {
      errors.invalid(spot.field("divisor"), name, divisorWords(kind));
    }
  }

  private static String divisorWords(String kind) {
    return switch (kind) {
      case "cpu" -> "only divisor's values 1m and 1 are supported with the cpu resource";
      case "memory" ->
          "only divisor's values %s are supported with the memory resource".formatted(SIZES);
      case "ephemeral-storage" ->
          "only divisor's values %s are supported with the local ephemeral storage resource"
              .formatted(SIZES);
      default ->
          "only divisor's values %s are supported with the hugepages resource".formatted(SIZES);
    };
  }

  private static void from(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("envFrom");
    Values.each(
        container.path("envFrom"),
        place,
        (source, at) -> {
          var prefix = source.path("prefix");
          if (Values.isSet(prefix)) {
            errors.invalid(
                at.field("prefix"), prefix, Formats.check("envName", prefix.asString("")));
          }
          var sources = List.of("configMapRef", "secretRef").stream().filter(source::has).toList();
          if (sources.isEmpty()) {
            errors.invalid(
                place, Values.string(""), "must specify one of: `configMapRef` or `secretRef`");
          } else if (sources.size() > 1) {
            errors.invalid(
                place, Values.string(""), "may not have more than one field specified at a time");
          }
          sources.forEach(ref -> name(source.path(ref), at.field(ref), errors));
        });
  }

  private static void name(JsonNode reference, Spot spot, FieldErrors errors) {
    var name = reference.path("name");
    if (!Values.isSet(name)) {
      errors.required(spot.field("name"));
    } else {
      errors.invalid(spot.field("name"), name, Formats.check("dnsSubdomain", name.asString("")));
    }
  }
}
