package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.Subresource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Requests for a part of an object, or for what is done with it. */
@Component
@RequiredArgsConstructor
final class SubresourceDispatcher {

  private final Resources resources;
  private final WriteTargets targets;
  private final GetHandler get;
  private final UpdateHandler update;
  private final PatchHandler patch;
  private final ComputedAnswers computed;
  private final Answers answers;

  void dispatch(ApiRequest request, Subresource subresource, HttpServletResponse response)
      throws IOException {
    var verb = request.info().verb();
    if (!subresource.verbs().contains(verb) || request.http().getMethod().equals("HEAD")) {
      throw Refusals.methodNotAllowed();
    }
    if (verb.equals("create")) {
      computed.answer(request, subresource, response);
      return;
    }
    var target =
        targets
            .find(request, subresource, resources.catalogue())
            .orElseThrow(Refusals::methodNotAllowed);
    answers.check(request);
    StoredObject object =
        switch (verb) {
          case "get" -> get.read(request);
          case "update" -> update.update(request, response, target);
          case "patch" -> patch.patch(request, response, target);
          default -> throw Refusals.methodNotAllowed();
        };
    if (target.kind().equals(request.resource().kind())) {
      answers.stored(request, response, HttpServletResponse.SC_OK, object);
    } else {
      var part = target.view(Answers.served(request.resource(), object));
      answers.body(request, response, HttpServletResponse.SC_OK, part);
    }
  }
}
