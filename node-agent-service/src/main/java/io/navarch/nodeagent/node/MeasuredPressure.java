package io.navarch.nodeagent.node;

import io.navarch.nodeagent.NodeAgentProperties;
import java.io.IOException;
import java.nio.file.Files;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Compares what the machine has left with what upstream holds to be too little. */
@Component
@RequiredArgsConstructor
class MeasuredPressure implements NodePressure {

  private static final long LEAST_MEMORY = 100L * 1024 * 1024;
  private static final int LEAST_DISK_SHARE = 10;
  private static final int LEAST_PID_SHARE = 10;

  private final NodeAgentProperties properties;

  @Override
  public boolean memory() {
    return Machine.availableMemory().filter(left -> left < LEAST_MEMORY).isPresent();
  }

  @Override
  public boolean disk() {
    try {
      var store = Files.getFileStore(properties.root());
      return store.getUsableSpace() < store.getTotalSpace() / LEAST_DISK_SHARE;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean processes() {
    var load = Machine.firstLine("/proc/loadavg");
    var most = Machine.firstLine("/proc/sys/kernel/pid_max");
    if (load.isEmpty() || most.isEmpty()) {
      return false;
    }
    var running = load.split(" ", -1)[3].split("/", -1)[1];
    long limit = Long.parseLong(most);
    return limit - Long.parseLong(running) < limit / LEAST_PID_SHARE;
  }
}
