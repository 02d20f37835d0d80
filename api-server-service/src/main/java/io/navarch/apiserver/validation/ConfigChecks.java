package io.navarch.apiserver.validation;

import io.navarch.apiserver.codec.GoJsonSyntax;
import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ConfigMaps and Secrets. */
final class ConfigChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "configData", ConfigChecks::data,
          "secretData", ConfigChecks::secretData,
          "immutableData", ConfigChecks::immutable);

  private static final int MAX_BYTES = 1024 * 1024;
  private static final String ACCOUNT = "kubernetes.io/service-account.name";

  /** The keys that a Secret of a type has. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"));

  private ConfigChecks() {}

  private static void data(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    long size = 0;
    for (var entry : object.path("data").properties()) {
      size += entry.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
      if (object.path("binaryData").has(entry.getKey())) {
        errors.invalid(
            spot.field("data").key(entry.getKey()),
            Values.string(entry.getKey()),
            "duplicate of key present in binaryData");
      }
    }
    for (var entry : object.path("binaryData").properties()) {
      size += decodedLength(entry.getValue());
    }
    if (size > MAX_BYTES) {
      errors.tooLong("[]", MAX_BYTES);
    }
  }

  /** How many bytes a base64 text stands for. */
  private static int decodedLength(JsonNode value) {
    var base64 = value.asString("");
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3 - padding;
  }

  private static void secretData(
      ObjectNode secret, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var data = secret.path("data");
    long size = data.valueStream().mapToLong(ConfigChecks::decodedLength).sum();
    if (size > MAX_BYTES) {
      errors.tooLong("data", MAX_BYTES);
    }
    var place = spot.field("data");
    var type = Values.text(secret, "type");
    for (var key : KEYS.getOrDefault(type, List.of())) {
      if (!data.has(key)) {
        errors.required(place.key(key));
      } else if (type.contains("docker")) {
        json(data.path(key), place.key(key), errors);
      }
    }
    switch (type) {
      case "kubernetes.io/service-account-token" -> {
        var annotations = secret.path("metadata").path("annotations");
        if (Values.text(annotations, ACCOUNT).isEmpty()) {
          errors.required(spot.field("metadata").field("annotations").key(ACCOUNT));
        }
      }
      case "kubernetes.io/basic-auth" -> {
        if (!data.has("username") && !data.has("password")) {
          errors.required(place.key("username"));
          errors.required(place.key("password"));
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        if (Values.text(data, "ssh-privatekey").isEmpty()) {
          errors.required(place.key("ssh-privatekey"));
        }
      }
      default -> {}
    }
  }

  private static void json(JsonNode encoded, Spot spot, FieldErrors errors) {
    var text = Base64.getDecoder().decode(encoded.asString(""));
    GoJsonSyntax.error(text)
        .ifPresent(
            words -> errors.invalid(spot, Values.string("<secret contents redacted>"), words));
  }

  private static void immutable(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old == null || !Values.isTrue(old, "immutable")) {
      return;
    }
    var words = "field is immutable when `immutable` is set";
    if (!Values.isTrue(object, "immutable")) {
      errors.forbidden(spot.field("immutable"), words);
    }
    for (var field : Set.of("data", "binaryData")) {
      boolean bothEmpty = object.path(field).isEmpty() && old.path(field).isEmpty();
      if (!bothEmpty && !object.path(field).equals(old.path(field))) {
        errors.forbidden(spot.field(field), words);
      }
    }
  }
}
