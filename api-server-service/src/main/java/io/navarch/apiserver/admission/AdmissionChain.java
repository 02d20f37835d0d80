package io.navarch.apiserver.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.navarch.apiserver.request.ApiStatusException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Asks the plugins in their order, and measures them. */
@Component
@RequiredArgsConstructor
public final class AdmissionChain {

  private final List<MutatingAdmission> mutating;
  private final List<ValidatingAdmission> validating;
  private final MeterRegistry meters;

  /**
   * The object that goes on.
   *
   * @throws ApiStatusException if a plugin refuses the request
   */
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var current = object;
    for (var plugin : mutating) {
      var present = request.withObject(current);
      if (plugin.handles(present)) {
        var before = current;
        current = measured(plugin, "admit", request, () -> plugin.mutate(present, before));
      }
    }
    return current;
  }

  /**
   * Returns if the request may go on.
   *
   * @throws ApiStatusException if a plugin refuses the request
   */
  public void validate(AdmissionRequest request) {
    for (var plugin : validating) {
      if (plugin.handles(request)) {
        measured(
            plugin,
            "validate",
            request,
            () -> {
              plugin.validate(request);
              return Boolean.TRUE;
            });
      }
    }
  }

  private <T> T measured(
      Object plugin, String type, AdmissionRequest request, Supplier<T> admission) {
    var sample = Timer.start(meters);
    var rejected = true;
    try {
      var result = admission.get();
      rejected = false;
      return result;
    } finally {
      sample.stop(
          Timer.builder("apiserver_admission_controller_admission_duration_seconds")
              .tag("name", nameOf(plugin))
              .tag("operation", request.operation().name().toUpperCase(Locale.ROOT))
              .tag("rejected", String.valueOf(rejected))
              .tag("type", type)
              .register(meters));
    }
  }

  private static String nameOf(Object plugin) {
    var name = plugin.getClass().getSimpleName();
    return name.endsWith("Admission") ? name.substring(0, name.length() - 9) : name;
  }
}
