package io.navarch.nodeagent.log;

import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the logs of running containers from growing without limit. */
@Slf4j
@Component
@RequiredArgsConstructor
class LogRotator {

  private final ContainerRuntime runtime;
  private final ContainerFiles files;
  private final LogProperties properties;
  private final Clock clock;

  @Scheduled(fixedDelayString = "${node-agent.log.check-period:10s}")
  void check() {
    try {
      runtime.listContainers(Map.of()).stream()
          .filter(c -> c.phase() == Container.Phase.RUNNING)
          .filter(c -> c.labels().containsKey(ContainerLabels.POD_UID))
          .forEach(this::rotateIfDue);
    } catch (RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("logs could not be looked at");
    }
  }

  private void rotateIfDue(Container container) {
    var file = log(container);
    try {
      if (!Files.exists(file) || Files.size(file) < properties.maxSize().toBytes()) {
        return;
      }
      new RotatedLog(file)
          .rotate(properties.maxFiles(), clock.instant(), () -> runtime.reopenLog(container.id()));
    } catch (IOException | RuntimeFailure e) {
      log.atWarn()
          .addKeyValue("log", file)
          .addKeyValue("error", e.getMessage())
          .log("log was not rotated");
    }
  }

  private Path log(Container container) {
    var labels = container.labels();
    return files
        .logs(
            labels.getOrDefault(ContainerLabels.POD_NAMESPACE, ""),
            labels.getOrDefault(ContainerLabels.POD_NAME, ""),
            labels.getOrDefault(ContainerLabels.POD_UID, ""))
        .resolve(container.name())
        .resolve(container.attempt() + ".log");
  }
}
