package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Label selectors as predicates over labels. */
public final class Selectors {

  private Selectors() {}

  /** No selector picks nothing, an empty one everything. */
  public static Predicate<@Nullable Map<String, String>> of(@Nullable LabelSelector selector) {
    if (selector == null) {
      return _ -> false;
    }
    return labels -> matches(selector, labels == null ? Map.of() : labels);
  }

  /** A map picks what carries all of its labels; an empty or missing one picks nothing. */
  public static Predicate<@Nullable Map<String, String>> of(@Nullable Map<String, String> wanted) {
    return wanted == null || wanted.isEmpty()
        ? _ -> false
        : labels -> labels != null && labels.entrySet().containsAll(wanted.entrySet());
  }

  /** Whether a selector picks everything. */
  public static boolean isEmpty(@Nullable LabelSelector selector) {
    return selector != null
        && (selector.getMatchLabels() == null || selector.getMatchLabels().isEmpty())
        && (selector.getMatchExpressions() == null || selector.getMatchExpressions().isEmpty());
  }

  private static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return (selector.getMatchLabels() == null
            || labels.entrySet().containsAll(selector.getMatchLabels().entrySet()))
        && (selector.getMatchExpressions() == null
            || selector.getMatchExpressions().stream().allMatch(one -> matches(one, labels)));
  }

  private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
    var value = labels.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
