package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.navarch.nodeagent.runtime.ContainerId;
import java.time.Duration;

/** One question to one container. */
record ProbeTarget(
    Probe probe, Container container, ContainerId id, String address, Duration timeout) {}
