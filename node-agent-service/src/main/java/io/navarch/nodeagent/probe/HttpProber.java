package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Sends an HTTP request; the status code is the answer. */
@Component
@RequiredArgsConstructor
class HttpProber implements Prober {

  private final HttpCall http;

  @Override
  public boolean handles(Probe probe) {
    return probe.getHttpGet() != null;
  }

  @Override
  public ProbeOutcome ask(ProbeTarget target) {
    return http.get(
        target.probe().getHttpGet(), target.container(), target.address(), target.timeout());
  }
}
