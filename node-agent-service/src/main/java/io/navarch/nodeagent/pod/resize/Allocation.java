package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests and limits of one Pod and of its containers, apart from the rest of its spec.
 *
 * @param pod what the Pod asks for as a whole
 * @param containers by name
 */
record Allocation(Amounts pod, Map<String, Amounts> containers) {

  /** Requests and limits of one holder, as the API writes them. */
  record Amounts(Map<String, String> requests, Map<String, String> limits) {

    static final Amounts NONE = new Amounts(Map.of(), Map.of());

    Amounts {
      requests = Map.copyOf(requests);
      limits = Map.copyOf(limits);
    }

    static Amounts of(@Nullable ResourceRequirements resources) {
      return resources == null
          ? NONE
          : new Amounts(texts(resources.getRequests()), texts(resources.getLimits()));
    }

    private static Map<String, String> texts(@Nullable Map<String, Quantity> quantities) {
      var result = new HashMap<String, String>();
      if (quantities != null) {
        quantities.forEach((name, quantity) -> result.put(name, quantity.toString()));
      }
      return result;
    }

    private static Map<String, Quantity> quantities(Map<String, String> texts) {
      var result = new TreeMap<String, Quantity>();
      texts.forEach((name, text) -> result.put(name, Quantity.parse(text)));
      return result;
    }

    /** The same amounts, however they are written. */
    boolean equal(Amounts other) {
      return quantities(requests).equals(quantities(other.requests))
          && quantities(limits).equals(quantities(other.limits));
    }

    /** These amounts with all else that a holder says of its resources. */
    ResourceRequirements over(@Nullable ResourceRequirements present) {
      var result =
          present == null
              ? new ResourceRequirementsBuilder()
              : new ResourceRequirementsBuilder(present);
      return result.withRequests(quantities(requests)).withLimits(quantities(limits)).build();
    }
  }

  Allocation {
    containers = Map.copyOf(containers);
  }

  /** What a Pod's spec asks for. */
  static Allocation of(Pod pod) {
    var containers = new HashMap<String, Amounts>();
    resizable(pod).forEach(c -> containers.put(c.getName(), Amounts.of(c.getResources())));
    return new Allocation(Amounts.of(pod.getSpec().getResources()), containers);
  }

  private static Stream<Container> resizable(Pod pod) {
    return Stream.concat(PodSpecs.initContainers(pod).stream(), PodSpecs.containers(pod).stream());
  }

  /** The Pod with these resources instead of its own; containers that are unknown keep theirs. */
  Pod over(Pod asked) {
    if (equal(of(asked))) {
      return asked;
    }
    var spec =
        new PodBuilder(asked)
            .editSpec()
            .withContainers(over(PodSpecs.containers(asked)))
            .withInitContainers(over(PodSpecs.initContainers(asked)));
    if (asked.getSpec().getResources() != null) {
      spec.withResources(pod.over(asked.getSpec().getResources()));
    }
    return spec.endSpec().build();
  }

  private List<Container> over(List<Container> asked) {
    return asked.stream().map(this::over).toList();
  }

  private Container over(Container asked) {
    var amounts = containers.get(asked.getName());
    return amounts == null || amounts.equal(Amounts.of(asked.getResources()))
        ? asked
        : new ContainerBuilder(asked).withResources(amounts.over(asked.getResources())).build();
  }

  /** The same amounts for the same containers. */
  boolean equal(Allocation other) {
    return pod.equal(other.pod)
        && containers.keySet().equals(other.containers.keySet())
        && containers.entrySet().stream()
            .allMatch(
                e -> e.getValue().equal(other.containers.getOrDefault(e.getKey(), Amounts.NONE)));
  }

  /** This with other amounts for one container. */
  Allocation with(String container, Amounts amounts) {
    var next = new HashMap<>(containers);
    next.put(container, amounts);
    return new Allocation(pod, next);
  }

  /** This with other amounts for the Pod as a whole. */
  Allocation withPod(Amounts amounts) {
    return new Allocation(amounts, containers);
  }
}
