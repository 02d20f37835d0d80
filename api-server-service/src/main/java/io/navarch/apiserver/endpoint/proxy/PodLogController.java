package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.navarch.apiserver.endpoint.upgrade.WebSocketHandshake;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * {@code pods/log}: the log of a container, from its node agent, as a body or as WebSocket frames.
 */
@Controller
@RequiredArgsConstructor
class PodLogController {

  /** As much of an agent's refusal as is told. */
  private static final int MAX_REFUSAL = 50_000;

  private final ProxyObjects objects;
  private final NodeAgents agents;
  private final Forwarder forwarder;

  @RequestMapping(
      path = "/api/v1/namespaces/{namespace}/pods/{name}/log",
      method = RequestMethod.GET)
  void log(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var info = RequestAttributes.info(request);
    var options = LogOptions.parse(Query.of(request));
    options.validate(info.name());
    var pod = objects.pod(info.namespace(), info.name());
    var container = PodContainers.choose(pod, options.container());
    var nodeName = pod.at("/spec/nodeName").asString("");
    if (nodeName.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    var path = UrlQuery.path("containerLogs", info.namespace(), info.name(), container);
    answer(request, response, new Target(agents.agent(nodeName), path, options.query()));
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Target target)
      throws IOException {
    boolean handedOver = false;
    var connection = connect(target);
    try {
      var answer = ask(connection, target);
      if (answer.status() < 200 || answer.status() > 206) {
        throw refused(answer, RequestAttributes.info(request).name());
      }
      if (WebSocketHandshake.isWanted(request)) {
        LogSocket.begin(request, response, connection, answer.body());
        handedOver = true;
        return;
      }
      response.setContentType("text/plain");
      response.flushBuffer(); // who follows a silent log wants to know that it is there
      Forwarder.copy(answer.body(), response.getOutputStream());
    } finally {
      if (!handedOver) {
        connection.close();
      }
    }
  }

  private BackendConnection connect(Target target) {
    try {
      return forwarder.connect(target.backend());
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private static BackendResponse ask(BackendConnection connection, Target target) {
    var headers = new Headers();
    headers.add("Host", target.backend().authority());
    headers.add("Connection", "close");
    try {
      HttpWire.writeRequest(connection.out(), "GET", target.requestTarget(), headers);
      return HttpWire.readResponse(connection.in(), "GET");
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private static ApiStatusException failed(Target target, IOException e) {
    return new ApiStatusException(
        Status.of(StatusReason.UNKNOWN, "Get \"%s\": %s".formatted(target.url(), e.getMessage())));
  }

  /** An agent's refusal, passed on as upstream does. */
  private static ApiStatusException refused(BackendResponse answer, String pod) throws IOException {
    var text = new String(answer.body().readNBytes(MAX_REFUSAL), UTF_8);
    return switch (answer.status()) {
      case 400 -> ApiStatusException.badRequest(text);
      case 500 -> ApiStatusException.internal(text);
      case 404 ->
          unexpected(
              StatusReason.NOT_FOUND,
              404,
              "the server could not find the requested resource",
              text,
              pod);
      default ->
          unexpected(
              StatusReason.UNKNOWN,
              answer.status(),
              "the server responded with the status code %d but did not return more information"
                  .formatted(answer.status()),
              text,
              pod);
    };
  }

  private static ApiStatusException unexpected(
      StatusReason reason, int code, String message, String text, String pod) {
    var cause = new FieldCause("UnexpectedServerResponse", text, "");
    return new ApiStatusException(
        new Status(
            reason,
            code,
            "%s ( pods %s)".formatted(message, pod),
            "",
            "pods",
            pod,
            "",
            List.of(cause),
            0));
  }
}
