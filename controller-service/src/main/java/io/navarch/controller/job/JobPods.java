package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.controller.podcontrol.PodControl;
import java.util.List;
import java.util.OptionalInt;

/** Makes the pods of a Job from its template. */
final class JobPods {

  private static final String VARIABLE = "JOB_COMPLETION_INDEX";
  private static final int LONGEST_PREFIX = 58;

  private JobPods() {}

  /** A pod that counts, of an index if it is given one. */
  static Pod make(JobView view, OptionalInt index) {
    var job = view.job();
    var pod = PodControl.fromTemplate(job, job.getSpec().getTemplate());
    if (!JobFacts.isTracked(pod)) {
      pod =
          new PodBuilder(pod)
              .editMetadata()
              .addToFinalizers(JobFacts.FINALIZER)
              .endMetadata()
              .build();
    }
    return index.isEmpty() ? pod : indexed(view, pod, index.getAsInt());
  }

  private static Pod indexed(JobView view, Pod pod, int index) {
    var name = view.job().getMetadata().getName();
    var number = Integer.toString(index);
    return new PodBuilder(withFailures(view, pod, index))
        .editMetadata()
        .withGenerateName(prefix(view.job(), index))
        .addToAnnotations(JobFacts.INDEX, number)
        .addToLabels(JobFacts.INDEX, number)
        .endMetadata()
        .editSpec()
        .withHostname(name + "-" + number)
        .withContainers(withVariable(pod.getSpec().getContainers()))
        .withInitContainers(withVariable(pod.getSpec().getInitContainers()))
        .endSpec()
        .build();
  }

  private static String prefix(Job job, int index) {
    var suffix = "-" + index + "-";
    var name = job.getMetadata().getName();
    return name.substring(0, Math.min(name.length(), LONGEST_PREFIX - suffix.length())) + suffix;
  }

  private static Pod withFailures(JobView view, Pod pod, int index) {
    if (!JobFacts.hasLimitPerIndex(view.job())) {
      return pod;
    }
    var before = view.awaitingSuccessor().get(index);
    var failures = before == null ? IndexFailures.NONE : IndexFailures.with(view.job(), before);
    var builder =
        new PodBuilder(pod)
            .editMetadata()
            .addToAnnotations(IndexFailures.COUNTED, Integer.toString(failures.counted()));
    if (failures.ignored() > 0) {
      builder.addToAnnotations(IndexFailures.IGNORED, Integer.toString(failures.ignored()));
    }
    return builder.endMetadata().build();
  }

  private static List<Container> withVariable(List<Container> containers) {
    return containers.stream().map(JobPods::withVariable).toList();
  }

  private static Container withVariable(Container container) {
    if (container.getEnv().stream().anyMatch(variable -> VARIABLE.equals(variable.getName()))) {
      return container;
    }
    return new ContainerBuilder(container)
        .addNewEnv()
        .withName(VARIABLE)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath("metadata.labels['%s']".formatted(JobFacts.INDEX))
        .endFieldRef()
        .endValueFrom()
        .endEnv()
        .build();
  }
}
