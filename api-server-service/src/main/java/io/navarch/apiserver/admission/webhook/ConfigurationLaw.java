package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.admission.policy.MatchLaw;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Law of the configurations of webhooks, of both kinds. */
@RequiredArgsConstructor
final class ConfigurationLaw implements ResourceLaw {

  private static final int LONGEST_SECONDS = 30;
  private static final int HIGHEST_PORT = 65_535;
  private static final List<String> VERSIONS = List.of("v1", "v1beta1");
  private static final String SEGMENT = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  private final String plural;
  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return new GroupResource("admissionregistration.k8s.io", plural);
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    var names = new HashSet<String>();
    int i = 0;
    for (var webhook : object.path("webhooks")) {
      var place = "webhooks[%d]".formatted(i++);
      webhook(webhook, place, errors);
      if (!names.add(webhook.path("name").asString(""))) {
        errors.duplicate(place + ".name", webhook.path("name").toString());
      }
    }
  }

  private void webhook(JsonNode webhook, String place, FieldErrors errors) {
    name(webhook.path("name").asString(""), place + ".name", errors);
    var law = new MatchLaw(expressions, errors);
    int i = 0;
    for (var rule : webhook.path("rules")) {
      law.rule(rule, "%s.rules[%d]".formatted(place, i++));
    }
    oneOf(webhook, "failurePolicy", List.of("Fail", "Ignore"), place, errors);
    oneOf(webhook, "matchPolicy", List.of("Equivalent", "Exact"), place, errors);
    oneOf(webhook, "reinvocationPolicy", List.of("IfNeeded", "Never"), place, errors);
    sideEffects(webhook, place, errors);
    long seconds = webhook.path("timeoutSeconds").asLong(1);
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      errors.invalid(
          place + ".timeoutSeconds",
          Long.toString(seconds),
          "the timeout value must be between 1 and 30 seconds");
    }
    client(webhook.path("clientConfig"), place + ".clientConfig", errors);
    versions(webhook.path("admissionReviewVersions"), place + ".admissionReviewVersions", errors);
    law.conditions(
        webhook.path("matchConditions"), place + ".matchConditions", Expressions.Also.AUTHORIZER);
  }

  private static void name(String name, String place, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(place, "");
    } else if (name.split("\\.", -1).length < 3
        || !name.matches(SEGMENT + "(\\." + SEGMENT + ")*")) {
      errors.invalid(
          place,
          '"' + name + '"',
          "should be a domain with at least three segments separated by dots");
    }
  }

  private static void oneOf(
      JsonNode webhook, String field, List<String> allowed, String place, FieldErrors errors) {
    var value = webhook.path(field);
    if (value.isString() && !allowed.contains(value.asString(""))) {
      errors.notSupported(place + "." + field, value.toString(), allowed);
    }
  }

  private static void sideEffects(JsonNode webhook, String place, FieldErrors errors) {
    if (!webhook.hasNonNull("sideEffects")) {
      errors.required(place + ".sideEffects", "must specify one of None, NoneOnDryRun");
    }
    oneOf(webhook, "sideEffects", List.of("None", "NoneOnDryRun"), place, errors);
  }

  private static void versions(JsonNode versions, String place, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(place, "must specify one of v1, v1beta1");
      return;
    }
    var seen = new HashSet<JsonNode>();
    int i = 0;
    for (var version : versions) {
      if (!seen.add(version)) {
        errors.invalid("%s[%d]".formatted(place, i), version.toString(), "duplicate version");
      }
      i++;
    }
    if (versions.valueStream().noneMatch(v -> VERSIONS.contains(v.asString("")))) {
      errors.invalid(place, versions.toString(), "must include at least one of v1, v1beta1");
    }
  }

  private static void client(JsonNode client, String place, FieldErrors errors) {
    boolean byUrl = client.hasNonNull("url");
    if (byUrl == client.hasNonNull("service")) {
      errors.required(place, "exactly one of url or service is required");
    } else if (byUrl) {
      url(client.path("url").asString(""), place + ".url", errors);
    } else {
      service(client.path("service"), place + ".service", errors);
    }
  }

  private static void url(String text, String place, FieldErrors errors) {
    var shown = '"' + text + '"';
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      errors.required(place, "url must be a valid URL: " + e.getMessage());
      return;
    }
    if (!"https".equals(url.getScheme())) {
      errors.invalid(
          place,
          '"' + String.valueOf(url.getScheme()) + '"',
          "'https' is the only allowed URL scheme; desired format: https://host[/path]");
    }
    if (url.getHost() == null) {
      errors.invalid(place, shown, "host must be specified; desired format: https://host[/path]");
    }
    if (url.getRawUserInfo() != null) {
      errors.invalid(place, shown, "user information is not permitted in the URL");
    }
    if (url.getRawFragment() != null) {
      errors.invalid(place, shown, "fragments are not permitted in the URL");
    }
    if (url.getRawQuery() != null) {
      errors.invalid(place, shown, "query parameters are not permitted in the URL");
    }
  }

  private static void service(JsonNode service, String place, FieldErrors errors) {
    for (var field : List.of("name", "namespace")) {
      if (service.path(field).asString("").isEmpty()) {
        errors.required(place + "." + field, "service " + field + " is required");
      }
    }
    int port = service.path("port").asInt(1);
    if (port < 1 || port > HIGHEST_PORT) {
      errors.invalid(
          place + ".port",
          Integer.toString(port),
          "port is not valid: must be between 1 and 65535, inclusive");
    }
    path(service.path("path").asString(""), place + ".path", errors);
  }

  private static void path(String path, String place, FieldErrors errors) {
    var shown = '"' + path + '"';
    if (path.isEmpty() || path.equals("/")) {
      return;
    }
    if (!path.startsWith("/")) {
      errors.invalid(place, shown, "must start with a '/'");
      return;
    }
    var segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].isEmpty() && i < segments.length - 1) {
        errors.invalid(place, shown, "segment[%d] may not be empty".formatted(i));
      }
    }
  }
}
