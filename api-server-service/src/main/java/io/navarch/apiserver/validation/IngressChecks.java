package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways in from outside. */
final class IngressChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "ingress", IngressChecks::ingress,
          "ingressHost", IngressChecks::host,
          "ingressPath", IngressChecks::path,
          "ingressBackend", IngressChecks::backend,
          "loadBalancerIngress", IngressChecks::loadBalancer,
          "classParameters", IngressChecks::classParameters);

  private static final String CLASS = "kubernetes.io/ingress.class";
  private static final List<String> BAD_PARTS = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> BAD_ENDS = List.of("/..", "/.");
  private static final int MAX_PORT = 65_535;

  private IngressChecks() {}

  private static void ingress(
      ObjectNode ingress, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var spec = ingress.path("spec");
    if (spec.path("rules").isEmpty() && !spec.has("defaultBackend")) {
      errors.invalid(
          root.field("spec").toString(),
          "null",
          "either `defaultBackend` or `rules` must be specified");
    }
    var annotation = ingress.path("metadata").path("annotations").path(CLASS);
    var name = spec.path("ingressClassName");
    if (old == null && annotation.isString() && name.isString() && !annotation.equals(name)) {
      errors.invalid(
          root.field("annotations").field(CLASS),
          annotation,
          "must match `ingressClassName` when both are specified");
    }
  }

  private static void host(
      ObjectNode rule, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var host = rule.path("host");
    if (!Values.isSet(host)) {
      return;
    }
    if (Addresses.ip(host.asString("")).isEmpty()) {
      errors.invalid(spot.field("host"), host, "must be a DNS name, not an IP address");
    }
    errors.invalid(spot.field("host"), host, Formats.check("host", host.asString("")));
  }

  private static void path(
      ObjectNode path, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var value = Values.string(Values.text(path, "path"));
    var text = value.asString("");
    var place = spot.field("path");
    switch (Values.text(path, "pathType")) {
      case "Exact", "Prefix" -> {
        if (!text.startsWith("/")) {
          errors.invalid(place, value, "must be an absolute path");
        }
        BAD_PARTS.stream()
            .filter(text::contains)
            .forEach(part -> errors.invalid(place, value, "must not contain '%s'".formatted(part)));
        BAD_ENDS.stream()
            .filter(text::endsWith)
            .forEach(end -> errors.invalid(place, value, "cannot end with '%s'".formatted(end)));
      }
      case "ImplementationSpecific" -> {
        if (!text.isEmpty() && !text.startsWith("/")) {
          errors.invalid(place, value, "must be an absolute path");
        }
      }
      default -> {}
    }
  }

  private static void backend(
      ObjectNode backend, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var resource = backend.path("resource");
    var service = backend.path("service");
    if (resource.isObject() && service.isObject()) {
      errors.invalid(spot, Values.string(""), "cannot set both resource and service backends");
    } else if (resource.isObject()) {
      resource(resource, spot.field("resource"), errors);
    } else if (service.isObject()) {
      service(service, spot, errors);
    } else {
      errors.invalid(spot, Values.string(""), "resource or service backend is required");
    }
  }

  private static void resource(JsonNode resource, Spot spot, FieldErrors errors) {
    var group = Values.text(resource, "apiGroup");
    if (!group.isEmpty()) {
      errors.invalid(
          spot.field("apiGroup"), Values.string(group), Formats.check("dnsSubdomain", group));
    }
    for (var field : List.of("kind", "name")) {
      var text = Values.text(resource, field);
      if (text.isEmpty()) {
        errors.required(spot.field(field));
      } else {
        errors.invalid(spot.field(field), resource.path(field), Formats.pathSegment(text));
      }
    }
  }

  private static void service(JsonNode service, Spot spot, FieldErrors errors) {
    var place = spot.field("service");
    var name = service.path("name");
    if (!Values.isSet(name)) {
      errors.required(place.field("name"));
    } else {
      errors.invalid(place.field("name"), name, Formats.check("dnsLabel", name.asString("")));
    }
    var number = service.path("port").path("number");
    var portName = service.path("port").path("name");
    boolean numbered = Values.isSet(number);
    boolean named = Values.isSet(portName);
    if (numbered && named) {
      errors.invalid(spot, Values.string(""), "cannot set both port name & port number");
    } else if (named) {
      errors.invalid(
          place.field("port").field("name"),
          portName,
          Formats.check("portName", portName.asString("")));
    } else if (!numbered) {
      errors.required(spot, "port name or number is required");
    } else if (number.asLong() < 1 || number.asLong() > MAX_PORT) {
      errors.invalid(
          place.field("port").field("number"), number, "must be between 1 and 65535, inclusive");
    }
  }

  private static void loadBalancer(
      ObjectNode entry, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    ServiceChecks.ingressAddress(entry, spot, errors);
  }

  private static void classParameters(
      ObjectNode reference, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    resource(reference, spot, errors);
    var scope = reference.path("scope");
    var namespace = reference.path("namespace");
    switch (scope.asString("")) {
      case "" -> errors.required(spot.field("scope"));
      case "Namespace" -> {
        if (!Values.isSet(namespace)) {
          errors.required(spot.field("namespace"), "`parameters.scope` is set to 'Namespace'");
        } else {
          errors.invalid(
              spot.field("namespace"),
              namespace,
              Formats.check("dnsLabel", namespace.asString("")));
        }
      }
      case "Cluster" -> {
        if (namespace.isString()) {
          errors.forbidden(spot.field("namespace"), "`parameters.scope` is set to 'Cluster'");
        }
      }
      default -> errors.notSupported(spot.field("scope"), scope, List.of("Cluster", "Namespace"));
    }
  }
}
