package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.node.ObjectNode;

/** {@code nodes/proxy}, {@code pods/proxy} and {@code services/proxy}, with every HTTP method. */
@Controller
@RequiredArgsConstructor
class ProxyController {

  private static final String NAMESPACE = "/api/v1/namespaces/{namespace}";

  private final ProxyObjects objects;
  private final NodeAgents agents;
  private final ServiceBackends services;
  private final BackendTrust trust;
  private final Forwarder forwarder;
  private final ConnectAdmission admission;

  @AnyMethod({"/api/v1/nodes/{name}/proxy", "/api/v1/nodes/{name}/proxy/**"})
  void node(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = asked(request, "node");
    var agent = agents.agent(asked.name());
    ProxyableAddress.check(agent.host());
    boolean ofAgent = asked.port().isEmpty() || asked.portNumber(-1) == agent.port();
    var backend = ofAgent ? agent : workload(agent.host(), asked, 0);
    forward(request, response, backend);
  }

  @AnyMethod({NAMESPACE + "/pods/{name}/proxy", NAMESPACE + "/pods/{name}/proxy/**"})
  void pod(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = asked(request, "pod");
    var pod = objects.pod(RequestAttributes.info(request).namespace(), asked.name());
    var address = address(pod);
    ProxyableAddress.check(address);
    forward(request, response, workload(address, asked, firstPort(pod)));
  }

  @AnyMethod({NAMESPACE + "/services/{name}/proxy", NAMESPACE + "/services/{name}/proxy/**"})
  void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = asked(request, "service");
    var info = RequestAttributes.info(request);
    var backend = services.choose(info.namespace(), asked, info.name());
    ProxyableAddress.check(backend.host());
    forward(request, response, backend);
  }

  private static SchemeNamePort asked(HttpServletRequest request, String kind) {
    var id = RequestAttributes.info(request).name();
    return SchemeNamePort.parse(id)
        .orElseThrow(
            () -> ApiStatusException.badRequest("invalid %s request \"%s\"".formatted(kind, id)));
  }

  private Backend workload(String host, SchemeNamePort asked, int otherwise) {
    int byScheme = asked.isSecure() ? 443 : 80;
    int port = asked.portNumber(otherwise == 0 ? byScheme : otherwise);
    return asked.isSecure()
        ? new Backend(host, port, trust.ofWorkloads(), false)
        : Backend.plain(host, port);
  }

  private static String address(ObjectNode pod) {
    var first = pod.at("/status/podIPs/0/ip").asString("");
    return first.isEmpty() ? pod.at("/status/podIP").asString("") : first;
  }

  private static int firstPort(ObjectNode pod) {
    for (var container : pod.at("/spec/containers")) {
      int port = container.at("/ports/0/containerPort").asInt(0);
      if (port > 0) {
        return port;
      }
    }
    return 0;
  }

  private void forward(HttpServletRequest request, HttpServletResponse response, Backend backend)
      throws IOException {
    admission.admit(request);
    var uri = request.getRequestURI();
    int end = endOfPrefix(uri);
    var path = uri.substring(end);
    var query = request.getQueryString() == null ? "" : request.getQueryString();
    var target = new Target(backend, path, query);
    var rewriter =
        new LinkRewriter(
            uri.substring(0, end), backend.authority(), String.valueOf(request.getHeader("Host")));
    if (RequestHeaders.wantsUpgrade(request)) {
      forwarder.tunnel(request, response, target, rewriter);
    } else if (path.isEmpty() && isReading(request)) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", uri + "/" + (query.isEmpty() ? "" : "?" + query));
    } else {
      forwarder.exchange(request, response, target, rewriter);
    }
  }

  private static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** Where the path of the backend begins: after the {@code proxy} that follows the name. */
  private static int endOfPrefix(String uri) {
    int segments = uri.startsWith("/api/v1/nodes/") ? 5 : 7;
    int end = 0;
    for (int i = 0; i < segments; i++) {
      end = uri.indexOf('/', end) + 1;
    }
    int next = uri.indexOf('/', end);
    return next < 0 ? uri.length() : next;
  }
}
