package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.WriteGates;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Hands admission to the registry, which does not know it. */
@Component
@RequiredArgsConstructor
final class Gates {

  private final List<MutatingAdmission> mutating;
  private final List<ValidatingAdmission> validating;

  /** The gates of one request. */
  WriteGates of(ApiRequest request, Operation operation, boolean dryRun) {
    var template =
        AdmissionRequest.builder()
            .operation(operation)
            .kind(request.resource().kind())
            .subresource(request.subresource())
            .namespace(request.namespace())
            .name(request.name())
            .user(request.user())
            .dryRun(dryRun)
            .build();
    return new Chain(template);
  }

  @RequiredArgsConstructor
  private final class Chain implements WriteGates {

    private final AdmissionRequest template;

    @Override
    public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> old) {
      var current = object;
      for (var plugin : mutating) {
        var request = template.withObject(current).withOldObject(old.orElse(null));
        if (plugin.handles(request)) {
          current = plugin.mutate(request, current);
        }
      }
      return current;
    }

    @Override
    public void validate(Optional<ObjectNode> object, Optional<ObjectNode> old) {
      var request = template.withObject(object.orElse(null)).withOldObject(old.orElse(null));
      for (var plugin : validating) {
        if (plugin.handles(request)) {
          plugin.validate(request);
        }
      }
    }
  }
}
