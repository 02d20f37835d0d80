package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Under which identity and with which rights containers run. */
final class SecurityChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "supplementalGroups", SecurityChecks::supplementalGroups,
          "escalation", SecurityChecks::escalation,
          "seccompProfile", SecurityChecks::seccompProfile,
          "appArmorProfile", SecurityChecks::appArmorProfile,
          "windowsOptions", SecurityChecks::windowsOptions);

  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final String LOCALHOST = "localhostProfile";
  private static final int MAX_PROFILE = 4095;
  private static final int MAX_SPEC_KIBIBYTES = 64;

  private SecurityChecks() {}

  private static void supplementalGroups(
      ObjectNode context, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        context.path("supplementalGroups"),
        spot.field("supplementalGroups"),
        (group, at) -> {
          if (group.asLong(0) < 0 || group.asLong(0) > Integer.MAX_VALUE) {
            errors.invalid(
                at, group, "must be between 0 and %d, inclusive".formatted(Integer.MAX_VALUE));
          }
        });
  }

  private static void escalation(
      ObjectNode context, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (context.path("allowPrivilegeEscalation").asBoolean(true)) {
      return;
    }
    if (Values.isTrue(context, "privileged")) {
      errors.invalid(
          spot, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
    for (var capability : context.path("capabilities").path("add")) {
      if (capability.asString("").equals("CAP_SYS_ADMIN")) {
        errors.invalid(
            spot,
            context,
            "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
      }
    }
  }

  private static void seccompProfile(
      ObjectNode profile, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var type = profile.path("type");
    if (!Values.isSet(type)) {
      errors.required(spot.field("type"), "type is required when seccompProfile is set");
    } else if (!PROFILES.contains(type.asString(""))) {
      errors.notSupported(spot.field("type"), type, PROFILES);
    }
    var file = profile.path(LOCALHOST);
    if (type.asString("").equals("Localhost")) {
      if (file.isMissingNode()) {
        errors.required(spot.field(LOCALHOST), "must be set when seccomp type is Localhost");
      } else {
        errors.invalid(
            spot.field(LOCALHOST), file, Formats.check("relativePath", file.asString("")));
      }
    } else if (!file.isMissingNode()) {
      errors.invalid(
          spot.field(LOCALHOST), profile, "can only be set when seccomp type is Localhost");
    }
  }

  private static void appArmorProfile(
      ObjectNode profile, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var type = profile.path("type");
    if (!Values.isSet(type)) {
      errors.required(spot.field("type"), "type is required when appArmorProfile is set");
    } else if (!PROFILES.contains(type.asString(""))) {
      errors.notSupported(spot.field("type"), type, PROFILES);
    }
    var name = profile.path(LOCALHOST);
    var place = spot.field(LOCALHOST);
    if (!type.asString("").equals("Localhost")) {
      if (!name.isMissingNode()) {
        errors.invalid(place, name, "can only be set when AppArmor type is Localhost");
      }
    } else if (!Values.isSet(name)) {
      errors.required(place, "must be set when AppArmor type is Localhost");
    } else if (!name.asString("").strip().equals(name.asString(""))) {
      errors.invalid(place, name, "must not be padded with whitespace");
    } else if (name.asString("").length() > MAX_PROFILE) {
      errors.tooLong(place.toString(), MAX_PROFILE);
    }
  }

  private static void windowsOptions(
      ObjectNode options, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var name = options.path("gmsaCredentialSpecName");
    if (name.isString()) {
      errors.invalid(
          spot.field("gmsaCredentialSpecName"),
          name,
          Formats.check("dnsSubdomain", name.stringValue()));
    }
    var spec = options.path("gmsaCredentialSpec");
    if (spec.isString() && spec.stringValue().isEmpty()) {
      errors.invalid(
          spot.field("gmsaCredentialSpec"), spec, "gmsaCredentialSpec cannot be an empty string");
    } else if (spec.asString("").length() > MAX_SPEC_KIBIBYTES * 1024) {
      errors.invalid(
          spot.field("gmsaCredentialSpec"),
          spec,
          "gmsaCredentialSpec size must be under %d KiB".formatted(MAX_SPEC_KIBIBYTES));
    }
    if (options.has("runAsUserName")) {
      userName(options.path("runAsUserName"), spot.field("runAsUserName"), errors);
    }
  }

  private static void userName(JsonNode name, Spot spot, FieldErrors errors) {
    var text = name.asString("");
    if (text.isEmpty()) {
      errors.invalid(spot, name, "runAsUserName cannot be an empty string");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      errors.invalid(spot, name, "runAsUserName cannot contain control characters");
    } else if (text.chars().filter(c -> c == '\\').count() > 1) {
      errors.invalid(spot, name, "runAsUserName cannot contain more than one backslash");
    }
  }
}
