package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.Change;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.request.ApiStatusException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A whole object in place of the present one, or, where the kind allows it, of none. */
@Component
@RequiredArgsConstructor
final class UpdateHandler implements VerbHandler {

  private final BodyReader bodies;
  private final ObjectRules rules;
  private final ResourceStore store;
  private final Writes writes;
  private final Answers answers;

  @Override
  public String verb() {
    return "update";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    var options = WriteOptions.of(request.query(), "UpdateOptions");
    var object = body(request);
    var resource = request.resource();
    if (mayCreate(request, object)) {
      var write = writes.of(request, Operation.CREATE, options.dryRun());
      var created = store.create(write, resource.toStorage(object));
      answers.stored(request, response, HttpServletResponse.SC_CREATED, created);
      return;
    }
    var write = writes.of(request, Operation.UPDATE, options.dryRun());
    var updated = store.update(write, change(request, object));
    answers.stored(request, response, HttpServletResponse.SC_OK, updated);
  }

  /** The body, defaulted and in agreement with the URL. */
  ObjectNode body(ApiRequest request) throws IOException {
    var object = bodies.read(request);
    ObjectNames.alignNamespace(request, object);
    ObjectNames.checkName(request, object);
    rules.applyDefaults(request.resource().kind(), object);
    return object;
  }

  Change change(ApiRequest request, ObjectNode object) {
    var stored = request.resource().toStorage(object);
    return _ -> stored.deepCopy();
  }

  private boolean mayCreate(ApiRequest request, ObjectNode object) {
    var resource = request.resource();
    if (!resource.kind().strategy().createsOnUpdate()
        || store.find(resource, request.namespace(), request.name()).isPresent()) {
      return false;
    }
    if (!ObjectMeta.of(object).resourceVersion().isEmpty()
        || !ObjectMeta.of(object).uid().isEmpty()) {
      throw ApiStatusException.notFound(resource.resource(), request.name());
    }
    return true;
  }
}
