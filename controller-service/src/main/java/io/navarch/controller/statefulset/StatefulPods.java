package io.navarch.controller.statefulset;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.revision.Revisions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The pods of a StatefulSet: each has an ordinal, and by it its name, its labels, its claims. */
final class StatefulPods {

  private static final String NAME = "statefulset.kubernetes.io/pod-name";
  private static final String INDEX = "apps.kubernetes.io/pod-index";

  private StatefulPods() {}

  static String name(StatefulSet set, int ordinal) {
    return set.getMetadata().getName() + "-" + ordinal;
  }

  /** The ordinal of a pod; empty if it has no name that the set gives. */
  static OptionalInt ordinal(StatefulSet set, Pod pod) {
    var prefix = set.getMetadata().getName() + "-";
    var name = pod.getMetadata().getName();
    if (!name.startsWith(prefix) || !name.substring(prefix.length()).matches("0|[1-9][0-9]{0,8}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(name.substring(prefix.length())));
  }

  /** The name of the revision that a pod is of. */
  static String revision(Pod pod) {
    return Revisions.hash(pod);
  }

  static String claimName(StatefulSet set, PersistentVolumeClaim template, int ordinal) {
    return template.getMetadata().getName() + "-" + name(set, ordinal);
  }

  /** The pod of an ordinal as a revision describes it. */
  static Pod make(StatefulSet set, int ordinal, ControllerRevision revision) {
    var pod = PodControl.fromTemplate(set, Revisions.template(revision));
    var name = name(set, ordinal);
    return new PodBuilder(pod)
        .editMetadata()
        .withGenerateName(null)
        .withName(name)
        .addToLabels(NAME, name)
        .addToLabels(INDEX, Integer.toString(ordinal))
        .addToLabels(Revisions.HASH, revision.getMetadata().getName())
        .endMetadata()
        .editSpec()
        .withHostname(name)
        .withSubdomain(set.getSpec().getServiceName())
        .withVolumes(volumes(set, ordinal, pod.getSpec().getVolumes()))
        .endSpec()
        .build();
  }

  /** The claims as volumes, which hide those of the template that have their names. */
  private static List<Volume> volumes(StatefulSet set, int ordinal, List<Volume> given) {
    var templates = set.getSpec().getVolumeClaimTemplates();
    var names = templates.stream().map(t -> t.getMetadata().getName()).collect(Collectors.toSet());
    var all = new ArrayList<Volume>();
    for (var template : templates) {
      all.add(
          new VolumeBuilder()
              .withName(template.getMetadata().getName())
              .withNewPersistentVolumeClaim(claimName(set, template, ordinal), false)
              .build());
    }
    given.stream().filter(volume -> !names.contains(volume.getName())).forEach(all::add);
    return all;
  }
}
