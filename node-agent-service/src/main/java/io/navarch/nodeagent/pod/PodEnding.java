package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import io.navarch.nodeagent.pod.status.StatusManager;
import io.navarch.nodeagent.probe.ProbeManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** The steps by which a worker ends its Pod. */
@Slf4j
@Component
@RequiredArgsConstructor
class PodEnding {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final PodObserver observer;
  private final PodTerminator terminator;
  private final ProbeManager probes;
  private final StatusManager statuses;
  private final ApiClient api;

  /** Starts to end a Pod's processes; tells when that is done, well or not. */
  CompletableFuture<Void> begin(
      Pod pod, PodMemory memory, Ending ending, Duration grace, Runnable whenDone) {
    probes.keepReadinessOnly(PodSpecs.uid(pod));
    var actual = observer.look(pod);
    if (!PodSpecs.isFinished(pod)) {
      observer.report(pod, actual, memory, ending);
    }
    var done = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .name("end-" + pod.getMetadata().getName())
        .start(() -> {
          try {
            terminator.end(pod, actual, grace);
          } catch (RuntimeException e) {
            log.atWarn()
                .setCause(e)
                .addKeyValue("pod", PodSpecs.format(pod))
                .log("pod does not end");
          } finally {
            done.complete(null);
            whenDone.run();
          }
        });
    return done;
  }

  void hurry(Pod pod, Duration grace) {
    terminator.hurry(observer.look(pod), grace);
  }

  void report(Pod pod, PodMemory memory, Ending ending) {
    observer.report(pod, observer.look(pod), memory, ending);
  }

  /** Writes the last status and cleans up; answers whether nothing runs any more. */
  boolean finish(Pod pod, PodMemory memory, Ending ending) {
    var actual = observer.look(pod);
    if (actual.isActive()) {
      return false;
    }
    probes.forget(PodSpecs.uid(pod));
    var ended = ending.gone();
    observer.report(pod, actual, memory, ended);
    terminator.cleanUp(PodSpecs.uid(pod));
    return true;
  }

  /** Tells the API that a deleted Pod has ended. */
  void confirm(Pod pod) {
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(0L)
            .withNewPreconditions()
            .withUid(PodSpecs.uid(pod))
            .endPreconditions()
            .build();
    try {
      api.delete(PODS, ResourceKey.of(pod), options);
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  /** The API has lost what it was told of a Pod. */
  void tellAgain(String uid) {
    statuses.forget(uid);
  }

  void forget(Pod pod) {
    terminator.forget(observer.look(pod));
    statuses.forget(PodSpecs.uid(pod));
  }
}
