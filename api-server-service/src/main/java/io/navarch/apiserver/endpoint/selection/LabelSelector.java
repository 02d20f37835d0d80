package io.navarch.apiserver.endpoint.selection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed {@code labelSelector}: all its requirements must hold. */
public record LabelSelector(List<Requirement> requirements) {

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException 400 in upstream's words
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /** Whether it holds for everything. */
  public boolean isEmpty() {
    return requirements.isEmpty();
  }

  /** Whether labels meet all requirements. */
  public boolean matches(Map<String, String> labels) {
    for (var requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** One requirement on one label. */
  sealed interface Requirement {

    /** Whether labels meet it. */
    boolean matches(Map<String, String> labels);

    /** The label is there and has one of the values. */
    record In(String key, Set<String> values) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        @Nullable String value = labels.get(key);
        return value != null && values.contains(value);
      }
    }

    /** The label is absent or has none of the values. */
    record NotIn(String key, Set<String> values) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        @Nullable String value = labels.get(key);
        return value == null || !values.contains(value);
      }
    }

    /** The label is there. */
    record Exists(String key) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        return labels.containsKey(key);
      }
    }

    /** The label is absent. */
    record Absent(String key) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        return !labels.containsKey(key);
      }
    }

    /** The label is a number beyond a bound. */
    record Compared(String key, boolean greater, long bound) implements Requirement {
      @Override
      public boolean matches(Map<String, String> labels) {
        @Nullable String value = labels.get(key);
        if (value == null) {
          return false;
        }
        try {
          long number = Long.parseLong(value);
          return greater ? number > bound : number < bound;
        } catch (NumberFormatException e) {
          return false;
        }
      }
    }
  }
}
