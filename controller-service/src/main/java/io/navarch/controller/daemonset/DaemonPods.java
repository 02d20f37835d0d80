package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.revision.Revisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pods of a DaemonSet: each names its node and bears what happens to nodes. */
final class DaemonPods {

  private static final String NAME = "metadata.name";
  private static final String PREFIX = "node.kubernetes.io/";
  private static final String NO_SCHEDULE = "NoSchedule";

  private DaemonPods() {}

  /** The pod for a node; {@code hash} says which template it is of. */
  static Pod make(DaemonSet owner, String node, String hash) {
    var pod = PodControl.fromTemplate(owner, owner.getSpec().getTemplate());
    var spec = pod.getSpec();
    var affinity =
        (spec.getAffinity() == null
                ? new AffinityBuilder()
                : new AffinityBuilder(spec.getAffinity()))
            .editOrNewNodeAffinity()
            .withNewRequiredDuringSchedulingIgnoredDuringExecution()
            .addNewNodeSelectorTerm()
            .addNewMatchField()
            .withKey(NAME)
            .withOperator("In")
            .withValues(node)
            .endMatchField()
            .endNodeSelectorTerm()
            .endRequiredDuringSchedulingIgnoredDuringExecution()
            .endNodeAffinity()
            .build();
    return new PodBuilder(tolerant(pod))
        .editMetadata()
        .addToLabels(Revisions.HASH, hash)
        .addToLabels("pod-template-generation", Long.toString(owner.getMetadata().getGeneration()))
        .endMetadata()
        .editSpec()
        .withAffinity(affinity)
        .endSpec()
        .build();
  }

  /** The pod as the template has it, with the tolerations of daemons but for no certain node. */
  static Pod template(DaemonSet owner) {
    return tolerant(PodControl.fromTemplate(owner, owner.getSpec().getTemplate()));
  }

  private static Pod tolerant(Pod pod) {
    var tolerations = new ArrayList<>(pod.getSpec().getTolerations());
    daemonTolerations(pod.getSpec()).stream()
        .filter(toleration -> !tolerations.contains(toleration))
        .forEach(tolerations::add);
    return new PodBuilder(pod).editSpec().withTolerations(tolerations).endSpec().build();
  }

  private static List<Toleration> daemonTolerations(PodSpec spec) {
    var all = new ArrayList<Toleration>();
    all.add(toleration("not-ready", "NoExecute"));
    all.add(toleration("unreachable", "NoExecute"));
    all.add(toleration("disk-pressure", NO_SCHEDULE));
    all.add(toleration("memory-pressure", NO_SCHEDULE));
    all.add(toleration("pid-pressure", NO_SCHEDULE));
    all.add(toleration("unschedulable", NO_SCHEDULE));
    if (Boolean.TRUE.equals(spec.getHostNetwork())) {
      all.add(toleration("network-unavailable", NO_SCHEDULE));
    }
    return all;
  }

  private static Toleration toleration(String key, String effect) {
    return new TolerationBuilder()
        .withKey(PREFIX + key)
        .withOperator("Exists")
        .withEffect(effect)
        .build();
  }

  /** The node a pod runs on, or is meant for; empty if it says neither. */
  static Optional<String> node(Pod pod) {
    var spec = pod.getSpec();
    if (spec.getNodeName() != null && !spec.getNodeName().isEmpty()) {
      return Optional.of(spec.getNodeName());
    }
    var affinity = spec.getAffinity() == null ? null : spec.getAffinity().getNodeAffinity();
    var required =
        affinity == null ? null : affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
    return required == null
        ? Optional.empty()
        : required.getNodeSelectorTerms().stream()
            .flatMap(term -> term.getMatchFields().stream())
            .filter(field -> NAME.equals(field.getKey()) && field.getValues().size() == 1)
            .map(NodeSelectorRequirement::getValues)
            .map(List::getFirst)
            .findFirst();
  }
}
