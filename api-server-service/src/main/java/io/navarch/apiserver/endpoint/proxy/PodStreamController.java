package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.WebSocketHandshake;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code pods/exec}, {@code pods/attach} and {@code pods/portforward}: tunnels to the node agent,
 * or translations where the client speaks a protocol that agents and runtimes don't.
 */
@Controller
@RequiredArgsConstructor
class PodStreamController {

  private static final String POD = "/api/v1/namespaces/{namespace}/pods/{name}";
  private static final String PORT_FORWARD = "portforward.k8s.io";
  private static final String PORT_FORWARD_TUNNEL = MessageTunnel.PREFIX + PORT_FORWARD;

  private final ProxyObjects objects;
  private final NodeAgents agents;
  private final Forwarder forwarder;
  private final SpdyUpgrade spdy;
  private final AuthorizationChain authorization;
  private final ConnectAdmission admission;

  @RequestMapping(
      path = POD + "/exec",
      method = {RequestMethod.GET, RequestMethod.POST})
  void exec(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var pod = pod(request);
    var container = PodContainers.choose(pod, Query.of(request).first("container"));
    var query = streams(request).addAll("command", Query.of(request).all("command"));
    tunnel(request, response, pod, new String[] {"exec", container}, query);
  }

  @RequestMapping(
      path = POD + "/attach",
      method = {RequestMethod.GET, RequestMethod.POST})
  void attach(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var pod = pod(request);
    var container = PodContainers.choose(pod, Query.of(request).first("container"));
    tunnel(request, response, pod, new String[] {"attach", container}, streams(request));
  }

  @RequestMapping(
      path = POD + "/portforward",
      method = {RequestMethod.GET, RequestMethod.POST})
  void portForward(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var ports = Query.of(request).all("ports");
    var query = new UrlQuery().addIf(!ports.isEmpty(), "port", String.join(",", ports));
    tunnel(request, response, pod(request), new String[] {"portForward"}, query);
  }

  private ObjectNode pod(HttpServletRequest request) {
    var info = RequestAttributes.info(request);
    return objects.pod(info.namespace(), info.name());
  }

  /** The streams asked for, in the node agent's words. */
  private static UrlQuery streams(HttpServletRequest request) {
    var asked = CommandStreams.of(Query.of(request));
    return new UrlQuery()
        .addIf(asked.stdin(), "input", "1")
        .addIf(asked.stdout(), "output", "1")
        .addIf(asked.stderr(), "error", "1")
        .addIf(asked.tty(), "tty", "1");
  }

  private void tunnel(
      HttpServletRequest request,
      HttpServletResponse response,
      ObjectNode pod,
      String[] action,
      UrlQuery query)
      throws IOException {
    var name = pod.at("/metadata/name").asString("");
    var nodeName = pod.at("/spec/nodeName").asString("");
    if (nodeName.isEmpty()) {
      throw ApiStatusException.badRequest("pod " + name + " does not have a host assigned");
    }
    var agent = agents.agent(nodeName);
    if (!RequestHeaders.wantsUpgrade(request)) {
      throw ApiStatusException.badRequest("Upgrade request required");
    }
    requireCreation(request);
    admission.admit(request);
    var namespace = pod.at("/metadata/namespace").asString("");
    var path =
        action.length == 1
            ? UrlQuery.path(action[0], namespace, name)
            : UrlQuery.path(action[0], namespace, name, action[1]);
    join(request, response, new Target(agent, path, query.toString()));
  }

  /** WebSockets begin with a GET, but what they do is no reading. */
  private void requireCreation(HttpServletRequest request) {
    if (WebSocketHandshake.isWanted(request)) {
      var info = RequestAttributes.info(request).withVerb("create");
      authorization.require(RequestAttributes.user(request), info);
    }
  }

  private void join(HttpServletRequest request, HttpServletResponse response, Target target)
      throws IOException {
    if (WebSocketHandshake.offers(request, StreamTranslation.PROTOCOL)) {
      WebSocketHandshake.accept(request, response, List.of(StreamTranslation.PROTOCOL));
      var streams = CommandStreams.of(Query.of(request));
      var translation = new StreamTranslation(spdy, target, streams);
      UpgradedConnection.begin(request, response, "streams-" + target.path(), translation);
    } else if (WebSocketHandshake.offers(request, PORT_FORWARD_TUNNEL)) {
      var agent = portForward(target);
      WebSocketHandshake.accept(request, response, List.of(PORT_FORWARD_TUNNEL));
      UpgradedConnection.begin(
          request, response, "ports-" + target.path(), new MessageTunnel(agent));
    } else {
      var rewriter = new LinkRewriter("", target.backend().authority(), "");
      forwarder.tunnel(request, response, target, rewriter);
    }
  }

  private BackendConnection portForward(Target target) {
    try {
      return spdy.connect(target, "POST", PORT_FORWARD);
    } catch (IOException e) {
      throw ApiStatusException.internal(String.valueOf(e.getMessage()));
    }
  }
}
