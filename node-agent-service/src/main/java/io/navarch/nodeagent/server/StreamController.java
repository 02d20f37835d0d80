package io.navarch.nodeagent.server;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.lifecycle.RuntimePods;
import io.navarch.nodeagent.pod.PodWorkers;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.SandboxStatus;
import io.navarch.nodeagent.runtime.StreamRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Commands with streams, attaching, forwarding of ports. */
@RestController
@RequiredArgsConstructor
class StreamController {

  private final PodWorkers workers;
  private final RuntimePods runtimePods;
  private final ContainerRuntime runtime;
  private final RuntimeStreams streams;

  @RequestMapping(
      path = {"/exec/{namespace}/{pod}/{container}", "/exec/{namespace}/{pod}/{uid}/{container}"},
      method = {RequestMethod.GET, RequestMethod.POST})
  void exec(
      @PathVariable String namespace,
      @PathVariable("pod") String name,
      @PathVariable String container,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var id = running(namespace, name, container);
    streams.join(request, response, runtime.execStream(id, wanted(request)));
  }

  @RequestMapping(
      path = {
        "/attach/{namespace}/{pod}/{container}",
        "/attach/{namespace}/{pod}/{uid}/{container}"
      },
      method = {RequestMethod.GET, RequestMethod.POST})
  void attach(
      @PathVariable String namespace,
      @PathVariable("pod") String name,
      @PathVariable String container,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var id = running(namespace, name, container);
    boolean tty =
        PodSpecs.container(pod(namespace, name), container)
            .filter(c -> PodSpecs.isTrue(c.getTty()))
            .isPresent();
    var asked = wanted(request);
    var wanted =
        new StreamRequest(List.of(), tty, asked.stdin(), asked.stdout(), asked.stderr() && !tty);
    streams.join(request, response, runtime.attachStream(id, wanted));
  }

  @RequestMapping(
      path = {"/portForward/{namespace}/{pod}", "/portForward/{namespace}/{pod}/{uid}"},
      method = {RequestMethod.GET, RequestMethod.POST})
  void portForward(
      @PathVariable String namespace,
      @PathVariable("pod") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var sandbox =
        actual(pod(namespace, name))
            .sandbox()
            .filter(SandboxStatus::ready)
            .orElseThrow(() -> notFound("pod not found (\"%s\")".formatted(name)));
    var ports =
        Stream.concat(values(request, "port"), values(request, "ports"))
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(Integer::valueOf)
            .toList();
    streams.join(request, response, runtime.portForwardStream(sandbox.id(), ports));
  }

  private static Stream<String> values(HttpServletRequest request, String parameter) {
    return Optional.ofNullable(request.getParameterValues(parameter)).stream()
        .flatMap(Arrays::stream);
  }

  private static StreamRequest wanted(HttpServletRequest request) {
    return new StreamRequest(
        values(request, "command").toList(),
        isSet(request, "tty"),
        isSet(request, "input") || isSet(request, "stdin"),
        isSet(request, "output") || isSet(request, "stdout"),
        (isSet(request, "error") || isSet(request, "stderr")) && !isSet(request, "tty"));
  }

  private static boolean isSet(HttpServletRequest request, String parameter) {
    return values(request, parameter).anyMatch(v -> v.equals("1") || v.equals("true"));
  }

  private Pod pod(String namespace, String name) {
    return workers.find(namespace, name).orElseThrow(() -> notFound("pod does not exist"));
  }

  private RuntimePod actual(Pod pod) {
    var metadata = pod.getMetadata();
    return runtimePods.read(metadata.getUid(), metadata.getNamespace(), metadata.getName());
  }

  private ContainerId running(String namespace, String name, String container) {
    return actual(pod(namespace, name))
        .newest(container)
        .filter(c -> c.state() instanceof ContainerState.Running)
        .orElseThrow(() ->
            new ResponseStatusException(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "container not found (\"%s\")".formatted(container)))
        .id();
  }

  private static ResponseStatusException notFound(String message) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, message);
  }
}
