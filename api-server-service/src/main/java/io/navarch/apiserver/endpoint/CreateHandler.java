package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** A new object. */
@Component
@RequiredArgsConstructor
final class CreateHandler implements VerbHandler {

  private final BodyReader bodies;
  private final ObjectRules rules;
  private final ResourceStore store;
  private final Writes writes;
  private final Ownership ownership;
  private final Answers answers;

  @Override
  public String verb() {
    return "create";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    var options = WriteOptions.of(request.query(), "CreateOptions");
    var object = bodies.read(request, response, request.resource().kind(), options);
    ObjectNames.alignNamespace(request, object);
    rules.applyDefaults(request.resource().kind(), object);
    ownership.noteCreate(request.resource().kind(), object, ownership.manager(request, options));
    var stored = request.resource().toStorage(object);
    var write = writes.of(request, Operation.CREATE, options.dryRun());
    answers.stored(request, response, HttpServletResponse.SC_CREATED, store.create(write, stored));
  }
}
