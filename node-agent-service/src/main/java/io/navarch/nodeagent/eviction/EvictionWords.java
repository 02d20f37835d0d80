package io.navarch.nodeagent.eviction;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.eviction.Threshold.Measure;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.stats.PodUse;
import java.util.List;

/** What users are told of a Pod that had to go. */
final class EvictionWords {

  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P", "E");
  private static final long KIB = 1024;
  private static final long KILO = 1000;

  private EvictionWords() {}

  static String message(Pod pod, Threshold threshold, Measure measure, PodUse use) {
    var signal = threshold.signal();
    var result = new StringBuilder();
    result.append("The node was low on resource: %s. ".formatted(signal.resource()));
    result.append(
        "Threshold quantity: %s, available: %s. "
            .formatted(text(signal, threshold.amount(measure)), text(signal, measure.available())));
    for (var container : PodSpecs.containers(pod)) {
      var used = used(signal, use, container.getName());
      long asked = Amounts.request(container, signal.resource()).map(Amounts::units).orElse(0L);
      if (used > asked) {
        result.append(
            "Container %s was using %s, request is %s, has larger consumption of %s. "
                .formatted(
                    container.getName(),
                    text(signal, used),
                    text(signal, asked),
                    signal.resource()));
      }
    }
    return result.toString();
  }

  private static long used(Signal signal, PodUse use, String container) {
    return switch (signal) {
      case MEMORY -> use.memoryByContainer().getOrDefault(container, 0L);
      case NODEFS, IMAGEFS -> use.diskByContainer().getOrDefault(container, 0L);
      case NODEFS_INODES, IMAGEFS_INODES, PROCESSES -> 0;
    };
  }

  /** As quantities are written: with the largest suffix that divides the amount. */
  private static String text(Signal signal, long amount) {
    var suffixes = signal.countsBytes() ? BINARY : DECIMAL;
    long base = signal.countsBytes() ? KIB : KILO;
    int power = 0;
    long rest = amount;
    while (rest != 0 && rest % base == 0 && power < suffixes.size() - 1) {
      rest /= base;
      power++;
    }
    return rest + suffixes.get(power);
  }
}
