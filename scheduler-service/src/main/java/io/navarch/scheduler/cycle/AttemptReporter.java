package io.navarch.scheduler.cycle;

import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceType;
import io.navarch.scheduler.queue.QueuedPod;
import io.navarch.scheduler.snapshot.PodInfo;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Tells what became of an attempt: to users by the Pod's condition and an event, to operators by
 * meters named as kube-scheduler's.
 */
@Slf4j
@RequiredArgsConstructor
final class AttemptReporter {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final double[] ATTEMPT_BUCKETS = {1, 2, 4, 8, 16};
  private static final Duration[] BUCKETS = buckets();

  private final String profile;
  private final ApiClient api;
  private final EventRecorder events;
  private final MeterRegistry meters;
  private final Clock clock;

  /** The Pod is bound. */
  void scheduled(QueuedPod queued, String nodeName, Duration took) {
    var pod = queued.pod();
    events.normal(
        pod.pod(), "Scheduled", "Successfully assigned %s to %s".formatted(pod.key(), nodeName));
    count("scheduled", took);
    DistributionSummary.builder("scheduler.pod.scheduling.attempts")
        .serviceLevelObjectives(ATTEMPT_BUCKETS)
        .register(meters)
        .record(queued.attempts());
    Timer.builder("scheduler.pod.scheduling.sli.duration")
        .tag("attempts", Integer.toString(Math.min(queued.attempts(), 16)))
        .register(meters)
        .record(Duration.between(queued.since(), clock.instant()));
  }

  /** The Pod fits nowhere. */
  void unschedulable(PodInfo pod, String message, Duration took) {
    events.warning(pod.pod(), "FailedScheduling", message);
    count("unschedulable", took);
    setCondition(pod, "Unschedulable", message);
  }

  /** The attempt failed for another reason. */
  void failed(PodInfo pod, String message, Duration took) {
    events.warning(pod.pod(), "FailedScheduling", message);
    count("error", took);
    setCondition(pod, "SchedulerError", message);
  }

  private void count(String result, Duration took) {
    meters.counter("scheduler.schedule.attempts", "profile", profile, "result", result).increment();
    Timer.builder("scheduler.scheduling.attempt.duration")
        .tag("profile", profile)
        .tag("result", result)
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(took);
  }

  private void setCondition(PodInfo pod, String reason, String message) {
    if (hasCondition(pod.pod(), reason, message)) {
      return;
    }
    Map<String, Object> condition = new HashMap<>();
    condition.put("type", "PodScheduled");
    condition.put("status", "False");
    condition.put("reason", reason);
    condition.put("message", message);
    condition.put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    condition.put("observedGeneration", pod.pod().getMetadata().getGeneration());
    var patch =
        Map.of(
            "metadata",
            Map.of("uid", pod.uid()),
            "status",
            Map.of("conditions", List.of(condition)));
    try {
      api.patchSubresource(PODS, pod.key(), "status", PatchKind.STRATEGIC, patch);
    } catch (ApiException | UncheckedIOException e) {
      log.atDebug().setCause(e).addKeyValue("pod", pod.key()).log("condition not written");
    }
  }

  private static boolean hasCondition(Pod pod, String reason, String message) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c ->
                c.getType().equals("PodScheduled")
                    && Objects.equals(c.getReason(), reason)
                    && Objects.equals(c.getMessage(), message));
  }

  private static Duration[] buckets() {
    var buckets = new Duration[15];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = Duration.ofMillis(1L << i);
    }
    return buckets;
  }
}
