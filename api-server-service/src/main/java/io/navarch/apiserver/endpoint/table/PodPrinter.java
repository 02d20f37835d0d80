package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows Pods: above all the one word for what all their containers are doing. */
@Component
final class PodPrinter implements RowPrinters {

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(RowPrinters.core("pods"), PodPrinter::print);
  }

  private static void print(ObjectView pod, Row row) {
    var summary = new Summary(pod).read();
    row.name()
        .text(summary.ready + "/" + summary.total)
        .text(summary.status)
        .text(restarts(summary, row))
        .age()
        .text(
            pod.at("status", "podIPs").items().stream()
                .findFirst()
                .map(ip -> ip.at("ip").text())
                .filter(ip -> !ip.isEmpty())
                .orElse(Row.orNone(pod.at("status", "podIP").text())))
        .text(pod.at("spec", "nodeName"), Row.NONE)
        .text(pod.at("status", "nominatedNodeName"), Row.NONE)
        .text(readinessGates(pod));
    switch (pod.at("status", "phase").text()) {
      case "Succeeded" ->
          row.condition("Completed", "Succeeded", "The pod has completed successfully.");
      case "Failed" -> row.condition("Completed", "Failed", "The pod failed.");
      default -> {}
    }
  }

  private static String restarts(Summary summary, Row row) {
    return summary.restarts > 0 && summary.lastRestart.isPresent()
        ? "%d (%s ago)".formatted(summary.restarts, row.since(summary.lastRestart))
        : Long.toString(summary.restarts);
  }

  private static String readinessGates(ObjectView pod) {
    var gates = pod.at("spec", "readinessGates").items();
    if (gates.isEmpty()) {
      return Row.NONE;
    }
    long open =
        gates.stream()
            .filter(gate ->
                pod.condition(gate.at("conditionType").text())
                    .filter(c -> c.at("status").text().equals("True"))
                    .isPresent())
            .count();
    return open + "/" + gates.size();
  }

  /** Reads the states of all containers, the first that says something counts. */
  private static final class Summary {

    private final ObjectView pod;
    private final Map<String, ObjectView> initContainers = new HashMap<>();
    private int total;
    private int ready;
    private long restarts;
    private long sidecarRestarts;
    private Optional<Instant> lastRestart = Optional.empty();
    private Optional<Instant> lastSidecarRestart = Optional.empty();
    private String status = "";

    Summary(ObjectView pod) {
      this.pod = pod;
    }

    Summary read() {
      total = pod.at("spec", "containers").items().size();
      for (var container : pod.at("spec", "initContainers").items()) {
        initContainers.put(container.at("name").text(), container);
        total += isSidecar(container) ? 1 : 0;
      }
      var reason = pod.at("status", "reason").text();
      status = reason.isEmpty() ? pod.at("status", "phase").text() : reason;
      if (pod.condition("PodScheduled")
          .filter(c -> c.at("reason").text().equals("SchedulingGated"))
          .isPresent()) {
        status = "SchedulingGated";
      }
      boolean initializing = readInitContainers();
      if (!initializing || isInitialized()) {
        readContainers();
      }
      if (pod.isTerminating()) {
        status = terminating(reason);
      }
      return this;
    }

    private String terminating(String reason) {
      if (reason.equals("NodeLost")) {
        return "Unknown";
      }
      var phase = pod.at("status", "phase").text();
      return phase.equals("Succeeded") || phase.equals("Failed") ? status : "Terminating";
    }

    private boolean isInitialized() {
      return pod.condition("Initialized")
          .filter(c -> c.at("status").text().equals("True"))
          .isPresent();
    }

    private boolean readInitContainers() {
      var statuses = pod.at("status", "initContainerStatuses").items();
      int count = pod.at("spec", "initContainers").items().size();
      for (int i = 0; i < statuses.size(); i++) {
        var container = statuses.get(i);
        countRestart(container);
        boolean sidecar =
            Optional.ofNullable(initContainers.get(container.at("name").text()))
                .filter(Summary::isSidecar)
                .isPresent();
        if (sidecar) {
          sidecarRestarts += container.at("restartCount").number(0L);
          lastSidecarRestart = later(lastSidecarRestart, finished(container));
        }
        var state = container.at("state");
        boolean done =
            state.at("terminated").isPresent() && state.at("terminated", "exitCode").number(0) == 0;
        if (done || (sidecar && container.at("started").flag())) {
          ready += !done && container.at("ready").flag() ? 1 : 0;
          continue;
        }
        status = initStatus(state, i, count);
        return true;
      }
      return false;
    }

    private static String initStatus(ObjectView state, int index, int count) {
      var terminated = state.at("terminated");
      if (terminated.isPresent()) {
        return "Init:" + exit(terminated);
      }
      var waiting = state.at("waiting", "reason").text();
      return waiting.isEmpty() || waiting.equals("PodInitializing")
          ? "Init:%d/%d".formatted(index, count)
          : "Init:" + waiting;
    }

    private void readContainers() {
      restarts = sidecarRestarts;
      lastRestart = lastSidecarRestart;
      boolean running = false;
      var statuses = pod.at("status", "containerStatuses").items();
      for (var container : statuses.reversed()) {
        countRestart(container);
        var state = container.at("state");
        var waiting = state.at("waiting", "reason").text();
        if (!waiting.isEmpty()) {
          status = waiting;
        } else if (state.at("terminated").isPresent()) {
          status = exit(state.at("terminated"));
        } else if (container.at("ready").flag() && state.at("running").isPresent()) {
          running = true;
          ready++;
        }
      }
      if (status.equals("Completed") && running) {
        boolean isReady =
            pod.condition("Ready").filter(c -> c.at("status").text().equals("True")).isPresent();
        status = isReady ? "Running" : "NotReady";
      }
    }

    private void countRestart(ObjectView container) {
      restarts += container.at("restartCount").number(0L);
      lastRestart = later(lastRestart, finished(container));
    }

    private static Optional<Instant> finished(ObjectView container) {
      return container.at("lastState", "terminated", "finishedAt").asTime();
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
      return List.of(one, other).stream().flatMap(Optional::stream).max(Instant::compareTo);
    }

    private static String exit(ObjectView terminated) {
      var reason = terminated.at("reason").text();
      if (!reason.isEmpty()) {
        return reason;
      }
      int signal = terminated.at("signal").number(0);
      return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.at("exitCode").number(0);
    }

    private static boolean isSidecar(ObjectView container) {
      return container.at("restartPolicy").text().equals("Always");
    }
  }
}
