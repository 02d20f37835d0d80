package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.probe.HttpCall;
import io.navarch.nodeagent.probe.ProbeOutcome;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Runs what a container asks for after its start and before its end. */
@Component
@RequiredArgsConstructor
class HookRunner {

  private static final Duration HTTP_LIMIT = Duration.ofSeconds(30);

  private final ContainerRuntime runtime;
  private final HttpCall http;
  private final RuntimeProperties properties;

  /** A hook has failed; the message may hold secrets and is not for events. */
  static final class HookFailure extends RuntimeException {

    HookFailure(String message) {
      super(message);
    }
  }

  /**
   * Runs a hook to its end. Of a simulated container only the time that a hook takes can be played.
   *
   * @param address the Pod's address, for HTTP hooks that name no host
   * @param limit after which the hook is given up
   */
  void run(
      LifecycleHandler hook, Container container, ContainerId id, String address, Duration limit) {
    if (hook.getSleep() != null) {
      pause(Duration.ofSeconds(hook.getSleep().getSeconds()), limit);
    } else if (properties.isSimulated()) {
      return;
    } else if (hook.getExec() != null) {
      execute(PodSpecs.orEmpty(hook.getExec().getCommand()).stream().toList(), id, limit);
    } else if (hook.getHttpGet() != null) {
      boolean limited = limit.isPositive() && limit.compareTo(HTTP_LIMIT) < 0;
      var outcome = http.get(hook.getHttpGet(), container, address, limited ? limit : HTTP_LIMIT);
      if (outcome instanceof ProbeOutcome.Failure(var message)) {
        throw new HookFailure(message);
      }
    } else if (hook.getTcpSocket() != null) {
      IntOrString port = hook.getTcpSocket().getPort();
      throw new HookFailure("tcpSocket hooks are not supported (port %s)".formatted(port));
    }
  }

  private void execute(java.util.List<String> command, ContainerId id, Duration limit) {
    var result = runtime.execute(id, command, limit);
    if (result.exitCode() != 0) {
      throw new HookFailure(
          "command '%s' exited with %d: %s"
              .formatted(String.join(" ", command), result.exitCode(), result.stderr()));
    }
  }

  private static void pause(Duration wanted, Duration limit) {
    var length = limit.isPositive() && limit.compareTo(wanted) < 0 ? limit : wanted;
    long end = System.nanoTime() + length.toNanos();
    long left = length.toNanos();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }
}
