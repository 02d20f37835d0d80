package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Jobs and pods as tests need them. */
final class Fixtures {

  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private Fixtures() {}

  static Job job(UnaryOperator<JobSpecBuilder> spec) {
    var defaults =
        new JobSpecBuilder()
            .withParallelism(2)
            .withCompletions(4)
            .withBackoffLimit(6)
            .withCompletionMode("NonIndexed")
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .addNewContainer()
            .withName("c")
            .endContainer()
            .endSpec()
            .endTemplate();
    return new JobBuilder()
        .withNewMetadata()
        .withName("work")
        .withNamespace("default")
        .withUid("job-uid")
        .endMetadata()
        .withSpec(spec.apply(defaults).build())
        .withNewStatus()
        .withStartTime("2026-05-04T03:00:00Z")
        .endStatus()
        .build();
  }

  static Job indexed(UnaryOperator<JobSpecBuilder> spec) {
    return job(defaults -> spec.apply(defaults.withCompletionMode("Indexed")));
  }

  static Pod pod(String name, String phase) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .withUid(name)
        .withCreationTimestamp("2026-05-04T03:00:00Z")
        .addToFinalizers(JobFacts.FINALIZER)
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  static Pod pod(int index, String phase) {
    return new PodBuilder(pod("work-" + index, phase))
        .editMetadata()
        .addToAnnotations(JobFacts.INDEX, Integer.toString(index))
        .endMetadata()
        .build();
  }

  static Pod exited(Pod pod, int code, Instant at) {
    return new PodBuilder(pod)
        .editStatus()
        .addNewContainerStatus()
        .withName("c")
        .withRestartCount(0)
        .withNewState()
        .withNewTerminated()
        .withExitCode(code)
        .withFinishedAt(at.toString())
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  static Pod deleting(Pod pod) {
    return new PodBuilder(pod)
        .editMetadata()
        .withDeletionTimestamp("2026-05-04T03:02:30Z")
        .withDeletionGracePeriodSeconds(30L)
        .endMetadata()
        .build();
  }

  static JobView view(Job job, Pod... pods) {
    return new JobView(job, List.of(pods));
  }
}
