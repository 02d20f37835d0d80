package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests and limits as numbers. */
public final class Amounts {

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private Amounts() {}

  /** Whole units, rounded up: bytes. */
  public static long units(Quantity quantity) {
    return quantity.getNumericalAmount().setScale(0, RoundingMode.CEILING).longValue();
  }

  /** Thousandths, rounded up: milli-CPUs. */
  public static long thousandths(Quantity quantity) {
    return quantity
        .getNumericalAmount()
        .multiply(THOUSAND)
        .setScale(0, RoundingMode.CEILING)
        .longValue();
  }

  /** What a container asks for at least. */
  public static Optional<Quantity> request(Container container, String resource) {
    var resources = container.getResources();
    return find(resources == null ? null : resources.getRequests(), resource);
  }

  /** What a container may use at most. */
  public static Optional<Quantity> limit(Container container, String resource) {
    var resources = container.getResources();
    return find(resources == null ? null : resources.getLimits(), resource);
  }

  /** What the Pod as a whole asks for at least, where it says so itself. */
  public static Optional<Quantity> podRequest(Pod pod, String resource) {
    var resources = pod.getSpec().getResources();
    return find(resources == null ? null : resources.getRequests(), resource);
  }

  /** What the Pod as a whole may use at most, where it says so itself. */
  public static Optional<Quantity> podLimit(Pod pod, String resource) {
    var resources = pod.getSpec().getResources();
    return find(resources == null ? null : resources.getLimits(), resource);
  }

  private static Optional<Quantity> find(
      @Nullable Map<String, Quantity> quantities, String resource) {
    return quantities == null ? Optional.empty() : Optional.ofNullable(quantities.get(resource));
  }

  /** Milli-CPUs that all containers together ask for, init phases and overhead included. */
  public static long totalMilliCpuRequest(Pod pod) {
    return podRequest(pod, "cpu")
            .map(Amounts::thousandths)
            .orElseGet(
                () -> total(pod, c -> request(c, "cpu").map(Amounts::thousandths).orElse(0L)))
        + overhead(pod, "cpu").map(Amounts::thousandths).orElse(0L);
  }

  /** Bytes of memory that all containers together ask for, init phases and overhead included. */
  public static long totalMemoryRequest(Pod pod) {
    return totalRequest(pod, "memory");
  }

  /** Whole units that all containers together ask for, init phases and overhead included. */
  public static long totalRequest(Pod pod, String resource) {
    return podRequest(pod, resource)
            .map(Amounts::units)
            .orElseGet(() -> total(pod, c -> request(c, resource).map(Amounts::units).orElse(0L)))
        + overhead(pod, resource).map(Amounts::units).orElse(0L);
  }

  /** Milli-CPUs that the Pod may use; empty if any container is unlimited. */
  public static Optional<Long> totalMilliCpuLimit(Pod pod) {
    var own = podLimit(pod, "cpu");
    if (own.isPresent()) {
      return own.map(
          q -> thousandths(q) + overhead(pod, "cpu").map(Amounts::thousandths).orElse(0L));
    }
    return everyoneLimited(pod, "cpu")
        ? Optional.of(
            total(pod, c -> limit(c, "cpu").map(Amounts::thousandths).orElse(0L))
                + overhead(pod, "cpu").map(Amounts::thousandths).orElse(0L))
        : Optional.empty();
  }

  /** Bytes of memory that the Pod may use; empty if any container is unlimited. */
  public static Optional<Long> totalMemoryLimit(Pod pod) {
    var own = podLimit(pod, "memory");
    if (own.isPresent()) {
      return own.map(q -> units(q) + overhead(pod, "memory").map(Amounts::units).orElse(0L));
    }
    return everyoneLimited(pod, "memory")
        ? Optional.of(
            total(pod, c -> limit(c, "memory").map(Amounts::units).orElse(0L))
                + overhead(pod, "memory").map(Amounts::units).orElse(0L))
        : Optional.empty();
  }

  private static Optional<Quantity> overhead(Pod pod, String resource) {
    return find(pod.getSpec().getOverhead(), resource);
  }

  private static boolean everyoneLimited(Pod pod, String resource) {
    return PodSpecs.containers(pod).stream().allMatch(c -> isLimited(c, resource))
        && PodSpecs.initContainers(pod).stream().allMatch(c -> isLimited(c, resource));
  }

  private static boolean isLimited(Container container, String resource) {
    return limit(container, resource).filter(q -> q.getNumericalAmount().signum() > 0).isPresent();
  }

  /** The larger of what runs at the end and what the init containers need one after the other. */
  private static long total(Pod pod, java.util.function.ToLongFunction<Container> amount) {
    List<Container> init = PodSpecs.initContainers(pod);
    long sidecars = 0;
    long initPeak = 0;
    for (var container : init) {
      long one = amount.applyAsLong(container);
      if (PodSpecs.isRestartable(container)) {
        sidecars += one;
        initPeak = Math.max(initPeak, sidecars);
      } else {
        initPeak = Math.max(initPeak, sidecars + one);
      }
    }
    long main = PodSpecs.containers(pod).stream().mapToLong(amount).sum();
    return Math.max(main + sidecars, initPeak);
  }
}
