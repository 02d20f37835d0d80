package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Runs a command in the container; its exit code is the answer. */
@Component
@RequiredArgsConstructor
class ExecProber implements Prober {

  private static final int LONGEST_OUTPUT = 10 * 1024;

  private final ContainerRuntime runtime;

  @Override
  public boolean handles(Probe probe) {
    return probe.getExec() != null;
  }

  @Override
  public ProbeOutcome ask(ProbeTarget target) {
    var command = PodSpecs.orEmpty(target.probe().getExec().getCommand());
    try {
      var result = runtime.execute(target.id(), command, target.timeout());
      var output = result.output();
      var shown = output.length() > LONGEST_OUTPUT ? output.substring(0, LONGEST_OUTPUT) : output;
      return result.exitCode() == 0
          ? new ProbeOutcome.Success(shown)
          : new ProbeOutcome.Failure(shown);
    } catch (RuntimeFailure e) {
      return e.code() == RuntimeFailure.Code.DEADLINE_EXCEEDED
          ? new ProbeOutcome.Failure(
              "command timed out: \"%s\" timed out after %ds"
                  .formatted(String.join(" ", command), target.timeout().toSeconds()))
          : new ProbeOutcome.Unknown(String.valueOf(e.getMessage()));
    }
  }
}
