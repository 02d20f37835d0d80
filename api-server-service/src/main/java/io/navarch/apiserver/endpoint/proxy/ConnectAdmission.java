package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.admission.AdmissionChain;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks admission before a connection is made; what it sees as the object are the options. */
@Component
@RequiredArgsConstructor
final class ConnectAdmission {

  private static final Map<String, String> KINDS =
      Map.of(
          "pods/exec", "PodExecOptions",
          "pods/attach", "PodAttachOptions",
          "pods/portforward", "PodPortForwardOptions",
          "pods/proxy", "PodProxyOptions",
          "services/proxy", "ServiceProxyOptions",
          "nodes/proxy", "NodeProxyOptions");

  private final AdmissionChain admission;
  private final Resources resources;

  /**
   * Returns if the connection may be made.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException if a plugin refuses it
   */
  void admit(HttpServletRequest request) {
    var info = RequestAttributes.info(request);
    var kind = resources.find(info.resource()).orElseThrow().kind();
    var options = options(info, Query.of(request));
    var asked =
        AdmissionRequest.builder()
            .operation(Operation.CONNECT)
            .kind(kind)
            .subresource(info.subresource())
            .namespace(kind.namespaced() ? info.namespace() : "")
            .name(info.name())
            .user(RequestAttributes.user(request))
            .object(options)
            .build();
    admission.validate(asked.withObject(admission.mutate(asked, options)));
  }

  private static ObjectNode options(RequestInfo info, Query query) {
    var name = info.resource().resource() + "/" + info.subresource();
    var options = JsonNodeFactory.instance.objectNode();
    options.put("kind", KINDS.getOrDefault(name, "")).put("apiVersion", "v1");
    switch (info.subresource()) {
      case "exec", "attach" -> {
        for (var stream : List.of("stdin", "stdout", "stderr", "tty")) {
          if (isTrue(query.first(stream))) {
            options.put(stream, true);
          }
        }
        putIfSet(options, "container", query.first("container"));
        if (!query.all("command").isEmpty()) {
          query.all("command").forEach(options.putArray("command")::add);
        }
      }
      case "portforward" -> {
        if (!query.all("ports").isEmpty()) {
          var ports = options.putArray("ports");
          query.all("ports").stream()
              .filter(port -> port.matches("\\d{1,5}"))
              .forEach(port -> ports.add(Integer.parseInt(port)));
        }
      }
      default -> putIfSet(options, "path", query.first("path"));
    }
    return options;
  }

  private static boolean isTrue(String text) {
    return text.equals("1") || text.equalsIgnoreCase("true");
  }

  private static void putIfSet(ObjectNode options, String field, String value) {
    if (!value.isEmpty()) {
      options.put(field, value);
    }
  }
}
