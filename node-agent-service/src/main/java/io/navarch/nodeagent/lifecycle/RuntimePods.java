package io.navarch.nodeagent.lifecycle;

import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks the runtime about one Pod. */
@Component
@RequiredArgsConstructor
public class RuntimePods {

  private final ContainerRuntime runtime;

  /** The Pod as the runtime has it now. */
  public RuntimePod read(String uid, String namespace, String name) {
    var labels = Map.of(ContainerLabels.POD_UID, uid);
    var sandboxes =
        runtime.listSandboxes(labels).stream()
            .map(sandbox -> runtime.sandboxStatus(sandbox.id()))
            .flatMap(Optional<SandboxStatus>::stream)
            .toList();
    var containers =
        runtime.listContainers(labels).stream()
            .map(Container::id)
            .map(runtime::containerStatus)
            .flatMap(Optional<ContainerStatus>::stream)
            .toList();
    return new RuntimePod(uid, namespace, name, sandboxes, containers);
  }
}
