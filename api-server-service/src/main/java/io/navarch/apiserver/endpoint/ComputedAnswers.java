package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.Subresource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Resources and sub-resources that are answered, not stored. */
@Component
final class ComputedAnswers {

  private final Resources resources;
  private final BodyReader bodies;
  private final ObjectRules rules;
  private final Gates gates;
  private final Ownership ownership;
  private final Answers answers;
  private final Map<Name, ComputedResource> computed;

  ComputedAnswers(
      Resources resources,
      BodyReader bodies,
      ObjectRules rules,
      Gates gates,
      Ownership ownership,
      Answers answers,
      List<ComputedResource> computed) {
    this.resources = resources;
    this.bodies = bodies;
    this.rules = rules;
    this.gates = gates;
    this.ownership = ownership;
    this.answers = answers;
    this.computed =
        computed.stream()
            .collect(Collectors.toMap(c -> new Name(c.resource(), c.subresource()), c -> c));
  }

  /** Whether a resource is answered and not stored. */
  boolean handles(ApiRequest request) {
    return computed.containsKey(new Name(request.resource().resource(), ""));
  }

  /** Answers a POST to a resource. */
  void answer(ApiRequest request, HttpServletResponse response) throws IOException {
    answer(request, "", request.resource().kind(), response);
  }

  /** Answers a POST to a sub-resource. */
  void answer(ApiRequest request, Subresource subresource, HttpServletResponse response)
      throws IOException {
    answer(request, subresource.name(), bodyKind(subresource.kind()), response);
  }

  private void answer(
      ApiRequest request, String subresource, Kind kind, HttpServletResponse response)
      throws IOException {
    @Nullable ComputedResource law =
        computed.get(new Name(request.resource().resource(), subresource));
    if (law == null) {
      throw Refusals.methodNotAllowed();
    }
    answers.checkComputed(request);
    var options = WriteOptions.of(request.query(), "CreateOptions");
    var body = bodies.read(request, response, kind, options);
    ObjectNames.alignNamespace(request, body);
    body.remove("status"); // it is what is going to be computed
    ownership.noteCreate(kind, body, ownership.manager(request, options));
    rules.applyDefaults(kind, body);
    var admission = gates.of(request, Operation.CREATE, options.dryRun());
    var admitted = admission.mutate(body, Optional.empty());
    admission.validate(Optional.of(admitted), Optional.empty());
    var answer =
        law.create(
            new ComputedResource.Request(
                request.user(), request.namespace(), request.name(), admitted, options.dryRun()));
    answers.computed(request, response, HttpServletResponse.SC_CREATED, answer);
  }

  private Kind bodyKind(GroupVersionKind gvk) {
    return BodyKinds.of(gvk, resources.catalogue());
  }

  private record Name(GroupResource resource, String subresource) {}
}
