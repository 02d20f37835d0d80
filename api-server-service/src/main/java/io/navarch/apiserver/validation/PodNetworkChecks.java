package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names and ports of a Pod, and what of its host it uses. */
final class PodNetworkChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "dns", PodNetworkChecks::dns,
          "hostPorts", PodNetworkChecks::hostPorts,
          "hostNamespaces", PodNetworkChecks::hostNamespaces);

  private static final int MAX_SERVERS = 3;
  private static final int MAX_DOMAINS = 32;
  private static final int MAX_CHARACTERS = 2048;

  private PodNetworkChecks() {}

  private static void dns(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var dns = spec.path("dnsConfig");
    var place = spot.field("dnsConfig");
    servers(dns.path("nameservers"), place.field("nameservers"), errors);
    if (Values.text(spec, "dnsPolicy").equals("None")
        && dns.isObject()
        && dns.path("nameservers").isEmpty()) {
      errors.required(
          place.field("nameservers"),
          "must provide at least one DNS nameserver when `dnsPolicy` is None");
    }
    searches(dns.path("searches"), place.field("searches"), errors);
    Values.each(
        dns.path("options"),
        place.field("options"),
        (option, at) -> {
          if (Values.text(option, "name").isEmpty()) {
            errors.required(at, "must not be empty");
          }
        });
  }

  private static void servers(JsonNode servers, Spot spot, FieldErrors errors) {
    if (servers.size() > MAX_SERVERS) {
      errors.invalid(
          spot, servers, "must not have more than %d nameservers".formatted(MAX_SERVERS));
    }
    Values.each(
        servers,
        spot,
        (server, at) -> errors.invalid(at, server, Addresses.ip(server.asString(""))));
  }

  private static void searches(JsonNode searches, Spot spot, FieldErrors errors) {
    if (searches.size() > MAX_DOMAINS) {
      errors.invalid(
          spot, searches, "must not have more than %d search paths".formatted(MAX_DOMAINS));
    }
    int characters = searches.valueStream().mapToInt(s -> s.asString("").length() + 1).sum() - 1;
    if (characters > MAX_CHARACTERS) {
      errors.invalid(
          spot,
          searches,
          "must not have more than %d characters (including spaces) in the search list"
              .formatted(MAX_CHARACTERS));
    }
    Values.each(
        searches,
        spot,
        (search, at) -> {
          var domain = search.asString("");
          boolean root = domain.equals(".");
          var lean = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
          errors.invalid(at, search, root ? List.of() : Formats.check("searchDomain", lean));
        });
  }

  private static void hostPorts(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean hostNetwork = Values.isTrue(spec, "hostNetwork");
    var taken = new HashSet<String>();
    for (var list : List.of("containers", "initContainers")) {
      Values.each(
          spec.path(list),
          spot.field(list),
          (container, place) -> {
            var used = list.equals("containers") ? taken : new HashSet<String>();
            Values.each(
                container.path("ports"),
                place.field("ports"),
                (port, at) -> {
                  conflict(port, used, at, errors);
                  if (hostNetwork
                      && Values.isSet(port.path("hostPort"))
                      && !port.path("hostPort").equals(port.path("containerPort"))) {
                    errors.invalid(
                        at.field("hostPort"),
                        port.path("hostPort"),
                        "must match `containerPort` when `hostNetwork` is true");
                  }
                });
          });
    }
  }

  private static void conflict(JsonNode port, Set<String> used, Spot spot, FieldErrors errors) {
    if (port.path("hostPort").asInt(0) == 0) {
      return;
    }
    var key =
        "%s/%s/%s"
            .formatted(
                Values.text(port, "protocol"), Values.text(port, "hostIP"), port.path("hostPort"));
    if (!used.add(key)) {
      errors.duplicate(spot.field("hostPort"), Values.string(key));
    }
  }

  private static void hostNamespaces(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (Values.isTrue(spec, "shareProcessNamespace") && Values.isTrue(spec, "hostPID")) {
      errors.invalid(
          spot.field("securityContext").field("shareProcessNamespace"),
          spec.path("shareProcessNamespace"),
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    if (spec.path("hostUsers").asBoolean(true)) {
      return;
    }
    for (var field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (Values.isTrue(spec, field)) {
        errors.forbidden(spot.field(field), "when `hostUsers` is false");
      }
    }
  }
}
