package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Namespaces, and events about what is in them. */
final class NamespaceChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "namespaceFinalizers", NamespaceChecks::finalizers,
          "namespacePhase", NamespaceChecks::phase,
          "event", NamespaceChecks::event);

  private NamespaceChecks() {}

  private static void finalizers(
      ObjectNode namespace, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("spec").field("finalizers");
    for (var finalizer : namespace.path("spec").path("finalizers")) {
      var name = StringNode.valueOf(finalizer.asString(""));
      errors.invalid(place, name, Formats.qualifiedName(name.stringValue()));
      ObjectMetaRules.finalizer(name, place, errors);
    }
  }

  private static void phase(
      ObjectNode namespace, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean ending = namespace.path("metadata").hasNonNull("deletionTimestamp");
    var phase = namespace.path("status").path("phase");
    var wanted = ending ? "Terminating" : "Active";
    if (!phase.asString("").equals(wanted)) {
      errors.invalid(
          spot.field("status").field("Phase"),
          phase,
          "may only be '%s' if `deletionTimestamp` is %s"
              .formatted(wanted, ending ? "not empty" : "empty"));
    }
  }

  /** Events of the first form are taken as they come; those with a time are complete. */
  private static void event(
      ObjectNode event, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var about = Values.text(event.path("involvedObject"), "namespace");
    var own = Values.text(event.path("metadata"), "namespace");
    boolean fits = about.isEmpty() ? own.equals("default") || own.isEmpty() : about.equals(own);
    if (!fits) {
      errors.invalid(
          spot.field("involvedObject").field("namespace"),
          Values.string(about),
          "does not match event.namespace");
    }
    if (!event.hasNonNull("eventTime") || old != null) {
      return;
    }
    var component = Values.text(event, "reportingComponent");
    if (component.isEmpty()) {
      errors.required(spot.field("reportingComponent"));
    }
    errors.invalid(
        spot.field("reportingComponent"),
        Values.string(component),
        Formats.qualifiedName(component));
    for (var field : new String[] {"reportingInstance", "action", "reason"}) {
      if (Values.text(event, field).isEmpty()) {
        errors.required(spot.field(field));
      }
    }
  }
}
