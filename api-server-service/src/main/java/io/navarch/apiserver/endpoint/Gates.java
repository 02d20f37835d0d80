package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.AdmissionChain;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Notices;
import io.navarch.apiserver.admission.Operation;
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

  private final AdmissionChain admission;
  private final Notices notices;

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
    return new OfRequest(admission, notices, template);
  }

  private record OfRequest(AdmissionChain admission, Notices notices, AdmissionRequest template)
      implements WriteGates {

    @Override
    public void warn(List<String> texts) {
      texts.forEach(notices::warn);
    }

    @Override
    public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> old) {
      return admission.mutate(template.withOldObject(old.orElse(null)), object);
    }

    @Override
    public void validate(Optional<ObjectNode> object, Optional<ObjectNode> old) {
      admission.validate(template.withObject(object.orElse(null)).withOldObject(old.orElse(null)));
    }
  }
}
