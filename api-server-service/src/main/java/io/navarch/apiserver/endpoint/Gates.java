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
import tools.jackson.databind.node.JsonNodeFactory;
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
            .options(options(request, operation, dryRun))
            .build();
    return new OfRequest(admission, notices, template);
  }

  /** The options that the URL names; what the body of a deletion adds is not among them. */
  private static ObjectNode options(ApiRequest request, Operation operation, boolean dryRun) {
    var options = JsonNodeFactory.instance.objectNode();
    var patch = request.info().verb().equals("patch");
    var kind =
        switch (operation) {
          case CREATE -> patch ? "PatchOptions" : "CreateOptions";
          case UPDATE -> patch ? "PatchOptions" : "UpdateOptions";
          default -> "DeleteOptions";
        };
    options.put("kind", kind).put("apiVersion", "meta.k8s.io/v1");
    if (dryRun) {
      options.putArray("dryRun").add("All");
    }
    if (request.query().first("force").equals("true")) {
      options.put("force", true);
    }
    for (var name : List.of("fieldManager", "fieldValidation", "propagationPolicy")) {
      var value = request.query().first(name);
      if (!value.isEmpty()) {
        options.put(name, value);
      }
    }
    return options;
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
