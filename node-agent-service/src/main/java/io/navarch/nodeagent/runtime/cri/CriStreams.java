package io.navarch.nodeagent.runtime.cri;

import static io.navarch.nodeagent.runtime.cri.CriFailures.translating;

import io.navarch.cri.AttachRequest;
import io.navarch.cri.ExecRequest;
import io.navarch.cri.PortForwardRequest;
import io.navarch.cri.RuntimeServiceGrpc.RuntimeServiceBlockingStub;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.StreamRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;

/** Asks the runtime for addresses of its streaming server. */
@RequiredArgsConstructor
final class CriStreams {

  private final Supplier<RuntimeServiceBlockingStub> runtime;

  URI exec(ContainerId container, StreamRequest wanted) {
    var request =
        ExecRequest.newBuilder()
            .setContainerId(container.value())
            .addAllCmd(wanted.command())
            .setTty(wanted.tty())
            .setStdin(wanted.stdin())
            .setStdout(wanted.stdout())
            .setStderr(wanted.stderr())
            .build();
    return URI.create(translating(() -> runtime.get().exec(request)).getUrl());
  }

  URI attach(ContainerId container, StreamRequest wanted) {
    var request =
        AttachRequest.newBuilder()
            .setContainerId(container.value())
            .setTty(wanted.tty())
            .setStdin(wanted.stdin())
            .setStdout(wanted.stdout())
            .setStderr(wanted.stderr())
            .build();
    return URI.create(translating(() -> runtime.get().attach(request)).getUrl());
  }

  URI portForward(SandboxId sandbox, List<Integer> ports) {
    var request =
        PortForwardRequest.newBuilder().setPodSandboxId(sandbox.value()).addAllPort(ports).build();
    return URI.create(translating(() -> runtime.get().portForward(request)).getUrl());
  }
}
