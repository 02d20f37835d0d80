package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.endpoint.patch.FieldManager;
import io.navarch.apiserver.registry.Change;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.StoredObject;
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
  private final Ownership ownership;
  private final WriteTargets targets;
  private final Answers answers;

  @Override
  public String verb() {
    return "update";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    var options = WriteOptions.of(request.query(), "UpdateOptions");
    var target = targets.main(request);
    var body = body(request, response, target, options);
    var by = ownership.manager(request, options);
    if (mayCreate(request, body)) {
      var write = writes.of(request, Operation.CREATE, options.dryRun());
      ownership.noteCreate(request.resource().kind(), body, by);
      var created = store.create(write, request.resource().toStorage(body));
      answers.stored(request, response, HttpServletResponse.SC_CREATED, created);
      return;
    }
    var write = writes.of(request, Operation.UPDATE, options.dryRun());
    var updated = target.write(write, change(request, target, body, by));
    answers.stored(request, response, HttpServletResponse.SC_OK, updated);
  }

  /** The same for a part of the object. */
  StoredObject update(ApiRequest request, HttpServletResponse response, WriteTarget target)
      throws IOException {
    var options = WriteOptions.of(request.query(), "UpdateOptions");
    var body = body(request, response, target, options);
    var write = writes.of(request, Operation.UPDATE, options.dryRun());
    return target.write(write, change(request, target, body, ownership.manager(request, options)));
  }

  private ObjectNode body(
      ApiRequest request, HttpServletResponse response, WriteTarget target, WriteOptions options)
      throws IOException {
    var object = bodies.read(request, response, target.kind(), options);
    ObjectNames.alignNamespace(request, object);
    ObjectNames.checkName(request, object);
    rules.applyDefaults(target.kind(), object);
    return object;
  }

  private Change change(ApiRequest request, WriteTarget target, ObjectNode body, FieldManager by) {
    var resource = request.resource();
    return present -> {
      var live = resource.toServed(present);
      var next = target.merge(live.deepCopy(), body.deepCopy());
      return resource.toStorage(ownership.noteUpdate(request, live, next, by));
    };
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
