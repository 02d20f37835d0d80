package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import lombok.RequiredArgsConstructor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers for simulated containers, which can't: they are well. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class SimulatedProber implements Prober {

  private final RuntimeProperties properties;

  @Override
  public boolean handles(Probe probe) {
    return properties.isSimulated();
  }

  @Override
  public ProbeOutcome ask(ProbeTarget target) {
    return new ProbeOutcome.Success("simulated");
  }
}
