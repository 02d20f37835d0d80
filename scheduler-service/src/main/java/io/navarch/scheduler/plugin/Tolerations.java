package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a toleration covers a taint (core/v1 {@code Toleration}). */
final class Tolerations {

  private Tolerations() {}

  /** Whether one of the Pod's tolerations covers the taint. */
  static boolean tolerate(PodInfo pod, Taint taint) {
    return pod.pod().getSpec().getTolerations().stream()
        .anyMatch(toleration -> covers(toleration, taint));
  }

  private static boolean covers(Toleration toleration, Taint taint) {
    if (!isAnyOr(toleration.getEffect(), taint.getEffect())
        || !isAnyOr(toleration.getKey(), taint.getKey())) {
      return false;
    }
    return switch (Objects.requireNonNullElse(toleration.getOperator(), "Equal")) {
      case "Exists" -> true;
      case "Equal", "" -> text(toleration.getValue()).equals(text(taint.getValue()));
      default -> false;
    };
  }

  private static boolean isAnyOr(@Nullable String wanted, String actual) {
    return wanted == null || wanted.isEmpty() || wanted.equals(actual);
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
