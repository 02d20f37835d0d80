package io.navarch.apiserver.admission.quota;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quota.QuotaUsage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts what is created, or grows, in the {@code status} of its namespace's quotas, and refuses
 * what does not fit. Each quota is counted in one atomic write, so that two requests never share
 * the same last place. What is counted for a write that fails afterwards is given back when the
 * controller counts anew.
 */
@Component
@Order(AdmissionOrder.RESOURCE_QUOTA)
@RequiredArgsConstructor
final class ResourceQuotaAdmission implements ValidatingAdmission {

  private final ObjectReader objects;
  private final ResourceStore store;
  private final Resources resources;
  private final Clock clock;
  private final NamespaceLocks locks = new NamespaceLocks();

  @Override
  public boolean handles(AdmissionRequest request) {
    if (request.namespace().isEmpty() || !request.kind().namespaced()) {
      return false;
    }
    return switch (request.operation()) {
      case CREATE -> request.subresource().isEmpty();
      case UPDATE ->
          request.isOn("", "pods", "resize")
              || request.isOn("", "services")
              || request.isOn("", "persistentvolumeclaims");
      default -> false;
    };
  }

  @Override
  public void validate(AdmissionRequest request) {
    var resource = request.kind().groupResource();
    var concerned =
        objects.list(Quota.RESOURCE, request.namespace()).stream()
            .map(Quota::new)
            .filter(quota -> quota.concerns(resource, request.requireObject()))
            .toList();
    concerned.forEach(quota -> quota.requireKnowledge(request));
    var more = growth(request);
    var charged = concerned.stream().filter(quota -> quota.bounds(more)).toList();
    if (!charged.isEmpty()) {
      locks.holding(request.namespace(), () -> charge(request, charged, more));
    }
  }

  /** What the request uses beyond what was used before. */
  private Map<String, Quantity> growth(AdmissionRequest request) {
    var resource = request.kind().groupResource();
    var now = clock.instant();
    var usage = new TreeMap<>(QuotaUsage.of(resource, request.requireObject(), now));
    var negative =
        usage.entrySet().stream()
            .filter(e -> e.getValue().isNegative())
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(","));
    if (!negative.isEmpty()) {
      throw request.forbidden("quota usage is negative for resource(s): " + negative);
    }
    if (request.operation() == Operation.UPDATE && request.oldObject() != null) {
      QuotaUsage.of(resource, request.oldObject(), now)
          .forEach((name, amount) -> usage.computeIfPresent(name, (_, a) -> a.minus(amount)));
    }
    usage.values().removeIf(amount -> amount.isZero() || amount.isNegative());
    return usage;
  }

  /** All quotas must have room before one is charged. */
  private void charge(AdmissionRequest request, List<Quota> quotas, Map<String, Quantity> more) {
    for (var quota : quotas) {
      objects
          .findNewest(Quota.RESOURCE, request.namespace(), quota.name())
          .ifPresent(newest -> new Quota(newest).take(request, more));
    }
    if (request.dryRun()) {
      return;
    }
    for (var quota : quotas) {
      store.updateStatus(
          write(request.namespace(), quota.name()),
          present -> {
            new Quota(present).take(request, more);
            return present;
          });
    }
  }

  private Write write(String namespace, String name) {
    return Write.builder()
        .resource(resources.findStored(Quota.RESOURCE).orElseThrow())
        .namespace(namespace)
        .name(name)
        .dryRun(false)
        .repeatable(true)
        .gates(WriteGates.OPEN)
        .build();
  }
}
