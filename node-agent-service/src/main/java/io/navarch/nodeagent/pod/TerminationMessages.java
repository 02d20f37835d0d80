package io.navarch.nodeagent.pod;

import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.log.LogTail;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Reads what containers that have ended left in their message file or log. */
@Slf4j
@Component
class TerminationMessages {

  private static final int LONGEST = 4096;
  private static final int LONGEST_OF_LOG = 2048;
  private static final int LINES_OF_LOG = 80;

  /** Reads the messages of containers that have none yet, and forgets those that are gone. */
  void update(RuntimePod actual, Map<ContainerId, String> messages) {
    var present = actual.containers().stream().map(ContainerStatus::id).collect(Collectors.toSet());
    messages.keySet().retainAll(present);
    for (var container : actual.containers()) {
      if (container.state() instanceof ContainerState.Exited exited) {
        messages.computeIfAbsent(container.id(), _ -> read(container, exited));
      }
    }
  }

  private static String read(ContainerStatus container, ContainerState.Exited exited) {
    var path = container.annotations().getOrDefault(ContainerLabels.MESSAGE_PATH, "");
    var text =
        path.isEmpty()
            ? ""
            : container.mounts().stream()
                .filter(m -> m.containerPath().equals(path))
                .map(m -> head(Path.of(m.hostPath())))
                .findFirst()
                .orElse("");
    var policy = container.annotations().getOrDefault(ContainerLabels.MESSAGE_POLICY, "");
    if (text.isEmpty() && exited.exitCode() != 0 && policy.equals("FallbackToLogsOnError")) {
      text = LogTail.read(Path.of(container.logPath()), LINES_OF_LOG, LONGEST_OF_LOG);
    }
    if (exited.message().isEmpty()) {
      return text;
    }
    return text.isEmpty() ? exited.message() : exited.message() + ": " + text;
  }

  private static String head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      log.atDebug()
          .addKeyValue("file", file)
          .addKeyValue("error", e.getMessage())
          .log("no termination message");
      return "";
    }
  }
}
