package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.patch.FieldManager;
import io.navarch.apiserver.endpoint.patch.Patch;
import io.navarch.apiserver.endpoint.patch.ServerSideApply;
import io.navarch.apiserver.registry.Change;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.storage.StoredObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A change of an object, told as a change or as a configuration to apply. */
@Component
@RequiredArgsConstructor
final class PatchHandler implements VerbHandler {

  private final PatchBodies bodies;
  private final BodyReader reader;
  private final ObjectRules rules;
  private final Schemas schemas;
  private final Ownership ownership;
  private final ResourceStore store;
  private final Writes writes;
  private final WriteTargets targets;
  private final Answers answers;

  @Override
  public String verb() {
    return "patch";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    var target = targets.main(request);
    var patch = bodies.read(request, target.kind());
    var created = patch.type().isApply() ? createIfAbsent(request, patch) : null;
    if (created == null) {
      var patched = patch(request, response, target, patch);
      answers.stored(request, response, HttpServletResponse.SC_OK, patched);
    } else {
      answers.stored(request, response, HttpServletResponse.SC_CREATED, created);
    }
  }

  /** The same for a part of the object. */
  StoredObject patch(ApiRequest request, HttpServletResponse response, WriteTarget target)
      throws IOException {
    answers.check(request);
    return patch(request, response, target, bodies.read(request, target.kind()));
  }

  private StoredObject patch(
      ApiRequest request,
      HttpServletResponse response,
      WriteTarget target,
      PatchBodies.Body patch) {
    var by = ownership.manager(request, patch.options());
    var change =
        patch.type().isApply()
            ? applied(request, target, patch, by)
            : changed(request, response, target, patch, by);
    return target.write(writes.ofPatch(request, patch.options().dryRun()), change);
  }

  private Change changed(
      ApiRequest request,
      HttpServletResponse response,
      WriteTarget target,
      PatchBodies.Body patch,
      FieldManager by) {
    var resource = request.resource();
    var schema = schemas.of(target.kind());
    return present -> {
      var live = resource.toServed(present);
      var view = target.view(live.deepCopy());
      var next = Patch.apply(patch.type(), schema, view, patch.bytes());
      var checked = reader.checkPatched(response, target.kind(), next, patch.options());
      complete(request, target, checked);
      var merged = target.merge(live.deepCopy(), checked);
      return resource.toStorage(ownership.noteUpdate(request, live, merged, by));
    };
  }

  private Change applied(
      ApiRequest request, WriteTarget target, PatchBodies.Body patch, FieldManager by) {
    var resource = request.resource();
    return present -> {
      var live = resource.toServed(present);
      var view = target.view(live.deepCopy());
      var next = ServerSideApply.apply(order(target, patch, by), view, patch.tree());
      complete(request, target, next);
      var merged = target.merge(live.deepCopy(), next);
      return resource.toStorage(Ownership.unlessOnlyTimesDiffer(live, merged));
    };
  }

  private @Nullable StoredObject createIfAbsent(ApiRequest request, PatchBodies.Body patch) {
    var resource = request.resource();
    if (store.find(resource, request.namespace(), request.name()).isPresent()) {
      return null;
    }
    var target = targets.main(request);
    var by = ownership.manager(request, patch.options());
    var object = ServerSideApply.apply(order(target, patch, by), null, patch.tree());
    complete(request, target, object);
    return store.create(
        writes.ofCreate(request, patch.options().dryRun()), resource.toStorage(object));
  }

  private ServerSideApply.Request order(
      WriteTarget target, PatchBodies.Body patch, FieldManager by) {
    return new ServerSideApply.Request(
        schemas.of(target.kind()),
        by,
        patch.options().force(),
        object -> {
          rules.applyDefaults(target.kind(), object);
          return object;
        },
        ownership.now());
  }

  private void complete(ApiRequest request, WriteTarget target, ObjectNode object) {
    ObjectNames.alignNamespace(request, object);
    ObjectNames.checkName(request, object);
    rules.applyDefaults(target.kind(), object);
  }
}
