package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a Pod asks of the operating system. */
final class PodSystemChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "operatingSystem", PodSystemChecks::operatingSystem,
          "windowsHostProcess", PodSystemChecks::hostProcess,
          "sleeps", PodSystemChecks::sleeps,
          "procMounts", PodSystemChecks::procMounts,
          "sysctls", PodSystemChecks::sysctls);

  private static final List<String> SYSTEMS = List.of("linux", "windows");
  private static final List<String> NOT_ON_WINDOWS =
      List.of("hostPID", "hostIPC", "hostUsers", "shareProcessNamespace");
  private static final List<String> NOT_IN_WINDOWS_PODS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls",
          "runAsUser",
          "runAsGroup",
          "supplementalGroups",
          "supplementalGroupsPolicy");
  private static final List<String> NOT_IN_WINDOWS_CONTAINERS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");
  private static final String SYSCTL_FORM =
      "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
  private static final Pattern SYSCTL = Pattern.compile(SYSCTL_FORM);
  private static final int MAX_SYSCTL = 253;
  private static final String CONTEXT = "securityContext";

  private PodSystemChecks() {}

  private static void operatingSystem(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!spec.has("os")) {
      return;
    }
    var name = spec.path("os").path("name");
    if (!Values.isSet(name)) {
      errors.required(spot.field("os").field("name"));
    } else if (!SYSTEMS.contains(name.asString(""))) {
      errors.notSupported(spot.field("os"), name, SYSTEMS);
    }
    switch (name.asString("")) {
      case "windows" -> windows(spec, spot, errors);
      case "linux" -> linux(spec, spot, errors);
      default -> {}
    }
  }

  private static void windows(ObjectNode spec, Spot spot, FieldErrors errors) {
    var words = "cannot be set for a windows pod";
    for (var field : NOT_ON_WINDOWS) {
      if (spec.has(field) && (field.equals("hostUsers") || Values.isTrue(spec, field))) {
        errors.forbidden(spot.field(field), words);
      }
    }
    forbid(NOT_IN_WINDOWS_PODS, spec.path(CONTEXT), spot.field(CONTEXT), words, errors);
    for (var list : PodChecks.CONTAINERS) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, at) ->
              forbid(
                  NOT_IN_WINDOWS_CONTAINERS,
                  container.path(CONTEXT),
                  at.field(CONTEXT),
                  words,
                  errors));
    }
  }

  private static void linux(ObjectNode spec, Spot spot, FieldErrors errors) {
    var fields = List.of("windowsOptions");
    var words = "windows options cannot be set for a linux pod";
    forbid(fields, spec.path(CONTEXT), spot.field(CONTEXT), words, errors);
    for (var list : PodChecks.CONTAINERS) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, at) ->
              forbid(fields, container.path(CONTEXT), at.field(CONTEXT), words, errors));
    }
  }

  private static void forbid(
      List<String> fields, JsonNode context, Spot spot, String words, FieldErrors errors) {
    fields.stream()
        .filter(context::has)
        .forEach(field -> errors.forbidden(spot.field(field), words));
  }

  private static void hostProcess(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var containers =
        PodChecks.CONTAINERS.stream()
            .flatMap(list -> spec.path(list).valueStream())
            .map(container -> container.path(CONTEXT));
    boolean any =
        Stream.concat(Stream.of(spec.path(CONTEXT)), containers)
            .anyMatch(context -> Values.isTrue(context.path("windowsOptions"), "hostProcess"));
    if (any && !Values.isTrue(spec, "hostNetwork")) {
      errors.invalid(
          spot.field("hostNetwork"),
          spec.booleanNode(false),
          "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }

  private static void sysctls(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var seen = new HashSet<JsonNode>();
    Values.each(
        spec.path(CONTEXT).path("sysctls"),
        spot.field(CONTEXT).field("sysctls"),
        (sysctl, at) -> {
          var name = sysctl.path("name");
          if (!Values.isSet(name)) {
            errors.required(at.field("name"));
          } else if (!SYSCTL.matcher(name.asString("")).matches()
              || name.asString("").length() > MAX_SYSCTL) {
            errors.invalid(
                at.field("name"),
                name,
                "must have at most %d characters and match regex %s"
                    .formatted(MAX_SYSCTL, SYSCTL_FORM));
          } else if (!seen.add(name)) {
            errors.duplicate(at.field("name"), name);
          }
          ofHost(spec, name, at.field("name"), errors);
        });
  }

  private static void ofHost(ObjectNode spec, JsonNode name, Spot spot, FieldErrors errors) {
    var dotted = name.asString("").replace('/', '.');
    boolean ipc =
        dotted.startsWith("kernel.shm")
            || dotted.startsWith("kernel.msg")
            || dotted.equals("kernel.sem")
            || dotted.startsWith("fs.mqueue.");
    for (var shared : Map.of("hostNetwork", dotted.startsWith("net."), "hostIPC", ipc).entrySet()) {
      if (shared.getValue() && Values.isTrue(spec, shared.getKey())) {
        errors.invalid(
            spot, name, "may not be specified when '%s' is true".formatted(shared.getKey()));
      }
    }
  }

  /** Nobody waits longer than the Pod may take to end. */
  private static void sleeps(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    long grace = spec.path("terminationGracePeriodSeconds").asLong(0);
    for (var list : PodChecks.CONTAINERS) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, at) -> {
            for (var hook : List.of("postStart", "preStop")) {
              var sleep = container.path("lifecycle").path(hook).path("sleep");
              long seconds = sleep.path("seconds").asLong(0);
              if (seconds < 0 || (sleep.isObject() && seconds > grace)) {
                errors.invalid(
                    at.field("lifecycle").field(hook).field("sleep"),
                    sleep.path("seconds"),
                    "must be non-negative and less than terminationGracePeriodSeconds (%d)"
                        .formatted(grace));
              }
            }
          });
    }
  }

  private static void procMounts(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var list : PodChecks.CONTAINERS) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, at) -> {
            var mount = container.path(CONTEXT).path("procMount");
            if (mount.asString("").equals("Unmasked") && spec.path("hostUsers").asBoolean(true)) {
              errors.invalid(
                  at.field(CONTEXT).field("procMount"),
                  mount,
                  "`hostUsers` must be false to use `Unmasked`");
            }
          });
    }
  }
}
