package io.navarch.controller.namespace;

import io.fabric8.kubernetes.api.model.NamespaceCondition;
import io.fabric8.kubernetes.api.model.NamespaceConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a namespace tells about its deletion. Pure. */
final class NamespaceConditionsPlan {

  private NamespaceConditionsPlan() {}

  static List<NamespaceCondition> compute(
      List<NamespaceCondition> known, List<String> undiscovered, Remaining left, Instant now) {
    var said =
        List.of(
            discovery(undiscovered),
            one(
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"),
            deletion(left),
            content(left),
            finalizers(left));
    var conditions = new ArrayList<NamespaceCondition>();
    for (var condition : said) {
      conditions.add(dated(condition, known, now));
    }
    return List.copyOf(conditions);
  }

  private static NamespaceCondition discovery(List<String> undiscovered) {
    return undiscovered.isEmpty()
        ? one(
            "NamespaceDeletionDiscoveryFailure",
            false,
            "ResourcesDiscovered",
            "All resources successfully discovered")
        : one(
            "NamespaceDeletionDiscoveryFailure",
            true,
            "DiscoveryFailed",
            "Discovery failed for some groups, %d failing: unable to retrieve the complete list of server APIs: %s"
                .formatted(undiscovered.size(), String.join(", ", undiscovered)));
  }

  private static NamespaceCondition deletion(Remaining left) {
    return left.failures().isEmpty()
        ? one(
            "NamespaceDeletionContentFailure",
            false,
            "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization")
        : one(
            "NamespaceDeletionContentFailure",
            true,
            "ContentDeletionFailed",
            "Failed to delete all resource types, %d remaining: %s"
                .formatted(left.failures().size(), String.join(", ", left.failures())));
  }

  private static NamespaceCondition content(Remaining left) {
    return left.numbers().isEmpty()
        ? one(
            "NamespaceContentRemaining",
            false,
            "ContentRemoved",
            "All content successfully removed")
        : one(
            "NamespaceContentRemaining",
            true,
            "SomeResourcesRemain",
            "Some resources are remaining: "
                + list(left.numbers(), "%s has %d resource instances"));
  }

  private static NamespaceCondition finalizers(Remaining left) {
    return left.finalizers().isEmpty()
        ? one(
            "NamespaceFinalizersRemaining",
            false,
            "ContentHasNoFinalizers",
            "All content-preserving finalizers finished")
        : one(
            "NamespaceFinalizersRemaining",
            true,
            "SomeFinalizersRemain",
            "Some content in the namespace has finalizers remaining: "
                + list(left.finalizers(), "%s in %d resource instances"));
  }

  private static String list(Map<String, Integer> numbers, String pattern) {
    return numbers.entrySet().stream()
        .map(entry -> pattern.formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static NamespaceCondition one(
      String type, boolean status, String reason, String message) {
    return new NamespaceConditionBuilder()
        .withType(type)
        .withStatus(status ? "True" : "False")
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private static NamespaceCondition dated(
      NamespaceCondition condition, List<NamespaceCondition> known, Instant now) {
    var since =
        known.stream()
            .filter(other -> other.getType().equals(condition.getType()))
            .filter(other -> other.getStatus().equals(condition.getStatus()))
            .map(NamespaceCondition::getLastTransitionTime)
            .findFirst()
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new NamespaceConditionBuilder(condition).withLastTransitionTime(since).build();
  }
}
