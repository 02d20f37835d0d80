package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.Write;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Describes writes to the registry. */
@Component
@RequiredArgsConstructor
final class Writes {

  private final Gates gates;

  Write of(ApiRequest request, Operation operation, boolean dryRun) {
    return Write.builder()
        .resource(request.resource())
        .namespace(request.namespace())
        .name(request.name())
        .dryRun(dryRun)
        .gates(gates.of(request, operation, dryRun))
        .build();
  }

  Write ofCreate(ApiRequest request, boolean dryRun) {
    return of(request, Operation.CREATE, dryRun);
  }

  /** A change that can be made again from a later state. */
  Write ofPatch(ApiRequest request, boolean dryRun) {
    return of(request, Operation.UPDATE, dryRun).toBuilder().repeatable(true).build();
  }
}
