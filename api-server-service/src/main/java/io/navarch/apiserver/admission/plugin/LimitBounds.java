package io.navarch.apiserver.admission.plugin;

import io.navarch.schema.pod.PodAmounts;
import io.navarch.schema.quantity.Quantity;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One item of a range: least, most, and how far a limit may lie above its request. */
@RequiredArgsConstructor
final class LimitBounds {

  private final String type;
  private final JsonNode limit;

  /** Claims have requests only. */
  void checkRequests(Map<String, Quantity> requests, List<String> errors) {
    PodAmounts.of(limit.path("min"))
        .forEach((name, least) -> checkLeast(name, least, requests.get(name), null, errors));
    PodAmounts.of(limit.path("max"))
        .forEach((name, most) -> {
          var request = requests.get(name);
          if (request != null && request.compareTo(most) > 0) {
            errors.add(
                "maximum %s usage per %s is %s, but request is %s"
                    .formatted(name, type, most, request));
          }
        });
  }

  void check(Map<String, Quantity> requests, Map<String, Quantity> limits, List<String> errors) {
    PodAmounts.of(limit.path("min"))
        .forEach(
            (name, least) -> checkLeast(name, least, requests.get(name), limits.get(name), errors));
    PodAmounts.of(limit.path("max"))
        .forEach(
            (name, most) -> checkMost(name, most, requests.get(name), limits.get(name), errors));
    PodAmounts.of(limit.path("maxLimitRequestRatio"))
        .forEach(
            (name, ratio) -> checkRatio(name, ratio, requests.get(name), limits.get(name), errors));
  }

  private void checkLeast(
      String name,
      Quantity least,
      @Nullable Quantity request,
      @Nullable Quantity most,
      List<String> errors) {
    var rule = "minimum %s usage per %s is %s".formatted(name, type, least);
    if (request == null) {
      errors.add(rule + ".  No request is specified");
    } else if (request.compareTo(least) < 0) {
      errors.add(rule + ", but request is " + request);
    } else if (most != null && most.compareTo(least) < 0) {
      errors.add(rule + ", but limit is " + most);
    }
  }

  private void checkMost(
      String name,
      Quantity most,
      @Nullable Quantity request,
      @Nullable Quantity limited,
      List<String> errors) {
    var rule = "maximum %s usage per %s is %s".formatted(name, type, most);
    if (limited == null) {
      errors.add(rule + ".  No limit is specified");
    } else if (limited.compareTo(most) > 0) {
      errors.add(rule + ", but limit is " + limited);
    } else if (request != null && request.compareTo(most) > 0) {
      errors.add(rule + ", but request is " + request);
    }
  }

  private void checkRatio(
      String name,
      Quantity ratio,
      @Nullable Quantity request,
      @Nullable Quantity limited,
      List<String> errors) {
    var rule = "%s max limit to request ratio per %s is %s".formatted(name, type, ratio);
    if (request == null || request.isZero()) {
      errors.add(rule + ", but no request is specified or request is 0");
    } else if (limited == null || limited.isZero()) {
      errors.add(rule + ", but no limit is specified or limit is 0");
    } else {
      var given = limited.amount().divide(request.amount(), MathContext.DECIMAL64);
      if (given.compareTo(ratio.amount()) > 0) {
        errors.add(
            "%s, but provided ratio is %s"
                .formatted(rule, String.format(Locale.ROOT, "%f", given)));
      }
    }
  }
}
