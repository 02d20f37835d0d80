package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.resize.ResizeState;
import io.navarch.nodeagent.probe.ProbeFindings;
import io.navarch.nodeagent.runtime.ContainerId;
import java.time.Instant;
import java.util.Map;
import lombok.Builder;

/**
 * All that a Pod's status is made from.
 *
 * @param pod as the API has it, its last status included
 * @param failures why containers could not be started or wait to be started again, by name
 * @param messages what containers that have ended left behind
 * @param resources what the containers have, and how a wish for others stands
 * @param ending whether the Pod is being ended for good, and why
 */
@Builder(toBuilder = true)
public record PodObservation(
    Pod pod,
    RuntimePod runtime,
    ProbeFindings probes,
    Map<String, Failure> failures,
    Map<ContainerId, String> messages,
    Ending ending,
    Resources resources,
    NodeIdentity node,
    String runtimeName,
    Instant now) {

  public PodObservation {
    failures = Map.copyOf(failures);
    messages = Map.copyOf(messages);
  }

  /**
   * What containers have of what they were granted.
   *
   * @param actuated the Pod with the resources that its containers were given last
   * @param resize how a wish for others stands
   */
  public record Resources(Pod actuated, ResizeState resize) {}

  /** Why a container does not run; shown as its waiting state. */
  public record Failure(String reason, String message) {}

  /**
   * Whether a Pod is being ended.
   *
   * @param processesGone nothing of it runs any more
   * @param disruption the Pod did nothing wrong; the node needs what it uses
   * @param failed the phase is to be Failed whatever the containers say
   */
  public record Ending(
      boolean ending,
      boolean processesGone,
      boolean failed,
      String reason,
      String message,
      boolean disruption) {

    /** The Pod lives. */
    public static final Ending NONE = new Ending(false, false, false, "", "");

    public Ending(
        boolean ending, boolean processesGone, boolean failed, String reason, String message) {
      this(ending, processesGone, failed, reason, message, false);
    }

    /** The node needs what the Pod uses. */
    public static Ending forTheNode(String reason, String message) {
      return new Ending(true, false, true, reason, message, true);
    }

    /** The same, when nothing of the Pod runs any more. */
    public Ending gone() {
      return new Ending(true, true, failed, reason, message, disruption);
    }
  }
}
