package io.navarch.nodeagent.server;

import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.lifecycle.RuntimePods;
import io.navarch.nodeagent.log.LogLine;
import io.navarch.nodeagent.log.LogReader;
import io.navarch.nodeagent.log.LogRequest;
import io.navarch.nodeagent.pod.PodWorkers;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Containers' logs. */
@RestController
@RequiredArgsConstructor
class LogController {

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final PodWorkers workers;
  private final RuntimePods runtimePods;
  private final ContainerRuntime runtime;
  private final Clock clock;

  @GetMapping("/containerLogs/{namespace}/{pod}/{container}")
  void logs(
      @PathVariable String namespace,
      @PathVariable("pod") String name,
      @PathVariable String container,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var pod = workers.find(namespace, name);
    if (pod.isEmpty()) {
      refuse(response, NOT_FOUND, "pod \"%s/%s\" not found".formatted(namespace, name));
      return;
    }
    if (PodSpecs.container(pod.get(), container).isEmpty()) {
      refuse(
          response,
          NOT_FOUND,
          "container \"%s\" not found in pod \"%s\"".formatted(container, name));
      return;
    }
    var actual = runtimePods.read(PodSpecs.uid(pod.get()), namespace, name);
    boolean previous = "true".equals(request.getParameter("previous"));
    var chosen = choose(actual, container, previous);
    if (chosen.isEmpty()) {
      refuse(
          response,
          BAD_REQUEST,
          previous
              ? "previous terminated container \"%s\" in pod \"%s\" not found"
                  .formatted(container, name)
              : "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating"
                  .formatted(container, name));
      return;
    }
    send(chosen.get(), wanted(request), response);
  }

  private static void refuse(HttpServletResponse response, int code, String text)
      throws IOException {
    response.setStatus(code);
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().print(text);
  }

  private static Optional<ContainerStatus> choose(
      RuntimePod actual, String container, boolean previous) {
    if (!previous) {
      return actual.newest(container);
    }
    var newest = actual.newest(container);
    boolean ended =
        newest.filter(c -> c.state() instanceof ContainerState.Exited).isPresent()
            && actual.previous(container).isEmpty();
    return ended && newest.get().attempt() > 0 ? newest : actual.previous(container);
  }

  private LogRequest wanted(HttpServletRequest request) {
    return new LogRequest(
        "true".equals(request.getParameter("follow")),
        "true".equals(request.getParameter("timestamps")),
        number(request.getParameter("tailLines")),
        since(request),
        number(request.getParameter("limitBytes")),
        stream(request.getParameter("stream")));
  }

  private static OptionalLong number(@Nullable String text) {
    return text == null || text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text));
  }

  private Optional<Instant> since(HttpServletRequest request) {
    var seconds = number(request.getParameter("sinceSeconds"));
    if (seconds.isPresent()) {
      return Optional.of(clock.instant().minusSeconds(seconds.getAsLong()));
    }
    return PodSpecs.time(request.getParameter("sinceTime"));
  }

  private static Optional<LogLine.Stream> stream(@Nullable String name) {
    return switch (name) {
      case "Stdout" -> Optional.of(LogLine.Stream.STDOUT);
      case "Stderr" -> Optional.of(LogLine.Stream.STDERR);
      case null, default -> Optional.empty();
    };
  }

  private void send(ContainerStatus container, LogRequest wanted, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.setHeader("Transfer-Encoding", "chunked");
    var file = Path.of(container.logPath());
    response.flushBuffer();
    if (!Files.exists(file)) {
      return;
    }
    new LogReader(wanted, response.getOutputStream())
        .copy(
            file,
            () ->
                runtime
                    .containerStatus(container.id())
                    .filter(c -> c.state() instanceof ContainerState.Running)
                    .isPresent());
  }
}
