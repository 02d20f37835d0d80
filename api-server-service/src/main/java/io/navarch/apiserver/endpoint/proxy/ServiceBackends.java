package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Chooses who serves a service's port, from its endpoint slices. */
@Component
@RequiredArgsConstructor
final class ServiceBackends {

  private final ProxyObjects objects;
  private final BackendTrust trust;

  Backend choose(String namespace, SchemeNamePort asked, String id) {
    var portName = asked.hasPortNumber() ? portName(namespace, asked) : asked.port();
    var slices = objects.slices(namespace, asked.name());
    if (slices.isEmpty()) {
      throw ApiStatusException.notFound(ProxyObjects.SERVICES, asked.name());
    }
    var candidates = new ArrayList<Backend>();
    for (var slice : slices) {
      candidates.addAll(candidates(slice, portName, asked.isSecure()));
    }
    if (candidates.isEmpty()) {
      throw unavailable("no endpoints available for service \"%s\"".formatted(id));
    }
    // Any of them is as good as any other; no secret hangs on the choice.
    return candidates.get(ThreadLocalRandom.current().nextInt(candidates.size()));
  }

  private String portName(String namespace, SchemeNamePort asked) {
    int number = asked.portNumber(0);
    for (var port : objects.service(namespace, asked.name()).at("/spec/ports")) {
      if (port.path("port").asInt(0) == number) {
        return port.path("name").asString("");
      }
    }
    throw unavailable(
        "no service port %d found for service \"%s\"".formatted(number, asked.name()));
  }

  private List<Backend> candidates(JsonNode slice, String portName, boolean secure) {
    var candidates = new ArrayList<Backend>();
    for (var port : slice.path("ports")) {
      int number = port.path("port").asInt(0);
      if (number > 0 && port.path("name").asString("").equals(portName)) {
        for (var endpoint : slice.path("endpoints")) {
          if (endpoint.at("/conditions/ready").asBoolean(true)) {
            endpoint.path("addresses").forEach(a -> candidates.add(backend(a, number, secure)));
          }
        }
      }
    }
    return candidates;
  }

  private Backend backend(JsonNode address, int port, boolean secure) {
    var tls = secure ? trust.ofWorkloads() : null;
    return new Backend(address.asString(""), port, tls, false);
  }

  private static ApiStatusException unavailable(String message) {
    return new ApiStatusException(Status.of(StatusReason.SERVICE_UNAVAILABLE, message));
  }
}
