package io.navarch.apiserver.endpoint.discovery;

import io.navarch.apiserver.registry.ServedCatalogue;
import io.navarch.schema.GroupVersion;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code /api} and {@code /apis}, in either form of discovery. */
@RestController
@RequiredArgsConstructor
final class DiscoveryController {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final ServedCatalogue served;
  private final DiscoveryAnswers answers;

  @GetMapping({"/api", "/api/"})
  ResponseEntity<byte[]> api(HttpServletRequest request) {
    return wantsAggregated(request)
        ? answers.tagged(request, AGGREGATED, AggregatedDiscovery.list(served.current(), true))
        : answers.json(request, LegacyDiscovery.versions(address(request)));
  }

  @GetMapping({"/apis", "/apis/"})
  ResponseEntity<byte[]> apis(HttpServletRequest request) {
    return wantsAggregated(request)
        ? answers.tagged(request, AGGREGATED, AggregatedDiscovery.list(served.current(), false))
        : answers.json(request, LegacyDiscovery.groups(served.current()));
  }

  @GetMapping({"/api/{version}", "/api/{version}/"})
  ResponseEntity<byte[]> core(HttpServletRequest request, @PathVariable String version) {
    return found(
        request, LegacyDiscovery.resources(served.current(), new GroupVersion("", version)));
  }

  @GetMapping({"/apis/{group}", "/apis/{group}/"})
  ResponseEntity<byte[]> group(HttpServletRequest request, @PathVariable String group) {
    return found(request, LegacyDiscovery.group(served.current(), group));
  }

  @GetMapping({"/apis/{group}/{version}", "/apis/{group}/{version}/"})
  ResponseEntity<byte[]> version(
      HttpServletRequest request, @PathVariable String group, @PathVariable String version) {
    return found(
        request, LegacyDiscovery.resources(served.current(), new GroupVersion(group, version)));
  }

  private ResponseEntity<byte[]> found(HttpServletRequest request, Optional<ObjectNode> tree) {
    return tree.map(found -> answers.json(request, found)).orElseGet(DiscoveryAnswers::notFound);
  }

  private static String address(HttpServletRequest request) {
    return request.getLocalAddr() + ":" + request.getLocalPort();
  }

  /** The first clause of Accept that this server can answer decides. */
  private static boolean wantsAggregated(HttpServletRequest request) {
    var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    for (var clause : accept.split(",", -1)) {
      var plain = clause.replace(" ", "").toLowerCase(Locale.ROOT);
      if (plain.startsWith("application/json")) {
        if (!plain.contains("as=")) {
          return false;
        }
        if (plain.contains("as=apigroupdiscoverylist")
            && plain.contains("g=apidiscovery.k8s.io")
            && (plain.contains("v=v2;") || plain.endsWith("v=v2"))) {
          return true;
        }
      }
    }
    return false;
  }
}
