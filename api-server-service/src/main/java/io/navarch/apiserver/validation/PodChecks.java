package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the parts of a Pod demand of each other. */
final class PodChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "podChanges", PodChecks::changes,
          "deadline", PodChecks::deadline,
          "containerNames", PodChecks::containerNames,
          "volumeMounts", PodChecks::volumeMounts,
          "initContainers", PodChecks::initContainers,
          "ephemeralContainers", PodChecks::ephemeralContainers,
          "schedulingGates", PodChecks::schedulingGates,
          "resourceClaims", PodChecks::resourceClaims);

  /** All lists of containers. */
  static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private static final int MAX_SECONDS = Integer.MAX_VALUE;

  private PodChecks() {}

  private static void changes(
      ObjectNode pod, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old != null) {
      PodUpdateRules.check(pod, old, errors);
    } else if (!pod.path("spec").path("ephemeralContainers").isEmpty()) {
      errors.forbidden(spot.field("spec").field("ephemeralContainers"), "cannot be set on create");
    }
  }

  private static void deadline(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var value = spec.path("activeDeadlineSeconds");
    if (value.isNumber() && (value.asLong() < 1 || value.asLong() > MAX_SECONDS)) {
      errors.invalid(
          spot.field("activeDeadlineSeconds"),
          value,
          "must be between 1 and %d, inclusive".formatted(MAX_SECONDS));
    }
  }

  /** Names are unique over all kinds of containers; within the main ones a row has said so. */
  private static void containerNames(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var taken = new HashSet<JsonNode>();
    spec.path("containers").forEach(container -> taken.add(container.path("name")));
    for (var list : List.of("initContainers", "ephemeralContainers")) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, place) -> {
            var name = container.path("name");
            if (Values.isSet(name) && !taken.add(name)) {
              errors.duplicate(place.field("name"), name);
            }
          });
    }
  }

  private static void volumeMounts(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var mounts = new MountChecks(spec.path("volumes"), errors);
    for (var list : CONTAINERS) {
      Values.each(spec.path(list), spot.field(list), mounts::check);
    }
  }

  /** Only those that go on running beside the others may be probed. */
  private static void initContainers(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        spec.path("initContainers"),
        spot.field("initContainers"),
        (container, place) -> {
          if (Values.text(container, "restartPolicy").equals("Always")) {
            return;
          }
          for (var field :
              List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.has(field)) {
              errors.forbidden(
                  place.field(field),
                  "may not be set for init containers without restartPolicy=Always");
            }
          }
        });
  }

  private static void ephemeralContainers(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var forbidden =
        Set.of(
            "ports",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
            "resizePolicy",
            "restartPolicy");
    Values.each(
        spec.path("ephemeralContainers"),
        spot.field("ephemeralContainers"),
        (container, place) -> {
          forbidden.stream()
              .filter(field -> Values.isSet(container.path(field)))
              .forEach(field ->
                  errors.forbidden(place.field(field), "cannot be set for an Ephemeral Container"));
          var target = container.path("targetContainerName");
          if (Values.isSet(target) && !hasContainer(spec, target)) {
            errors.notFound(place.field("targetContainerName"), target);
          }
        });
  }

  private static boolean hasContainer(ObjectNode spec, JsonNode name) {
    return List.of("containers", "initContainers").stream()
        .flatMap(list -> spec.path(list).valueStream())
        .anyMatch(container -> container.path("name").equals(name));
  }

  private static void schedulingGates(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var seen = new HashSet<String>();
    Values.each(
        spec.path("schedulingGates"),
        spot.field("schedulingGates"),
        (gate, place) -> {
          var name = Values.text(gate, "name");
          errors.invalid(place, Values.string(name), Formats.qualifiedName(name));
          if (!seen.add(name)) {
            errors.duplicate(place, Values.string(name));
          }
        });
  }

  private static void resourceClaims(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var names = new HashSet<JsonNode>();
    Values.each(
        spec.path("resourceClaims"),
        spot.field("resourceClaims"),
        (claim, place) -> resourceClaim(claim, names, place, errors));
    for (var list : CONTAINERS) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, place) ->
              usedClaims(container.path("resources"), names, place.field("resources"), errors));
    }
  }

  private static void resourceClaim(
      JsonNode claim, Set<JsonNode> names, Spot spot, FieldErrors errors) {
    var name = claim.path("name");
    if (!Values.isSet(name)) {
      errors.required(spot.field("name"));
    } else if (names.add(name)) {
      errors.invalid(spot.field("name"), name, Formats.check("dnsLabel", name.asString("")));
    } else {
      errors.duplicate(spot.field("name"), name);
    }
    boolean claimed = claim.has("resourceClaimName");
    boolean made = claim.has("resourceClaimTemplateName");
    if (claimed && made) {
      errors.invalid(
          spot,
          claim,
          "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
    } else if (!claimed && !made) {
      errors.invalid(
          spot, claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
    }
    for (var field : List.of("resourceClaimName", "resourceClaimTemplateName")) {
      if (claim.has(field)) {
        errors.invalid(
            spot.field(field),
            claim.path(field),
            Formats.check("dnsSubdomain", Values.text(claim, field)));
      }
    }
  }

  private static void usedClaims(
      JsonNode resources, Set<JsonNode> names, Spot spot, FieldErrors errors) {
    Values.each(
        resources.path("claims"),
        spot.field("claims"),
        (claim, place) -> {
          var name = claim.path("name");
          if (!Values.isSet(name)) {
            errors.required(place);
          } else if (!names.contains(name)) {
            var known =
                names.isEmpty()
                    ? "must be one of the names in pod.spec.resourceClaims which is empty"
                    : "must be one of the names in pod.spec.resourceClaims";
            errors.add(
                "FieldValueNotFound", place.toString(), "Not found: %s: %s".formatted(name, known));
          }
        });
  }
}
