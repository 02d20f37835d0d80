package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.Deleted;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.request.StatusBody;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** The end of an object, or the beginning of its end. */
@Component
@RequiredArgsConstructor
final class DeleteHandler implements VerbHandler {

  private final BodyReader bodies;
  private final ResourceStore store;
  private final Writes writes;
  private final Answers answers;

  @Override
  public String verb() {
    return "delete";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    var body = DeleteBody.of(bodies.readDeleteOptions(request), request.query());
    var write = writes.of(request, Operation.DELETE, body.dryRun());
    answer(request, response, store.delete(write, body.options()));
  }

  private void answer(ApiRequest request, HttpServletResponse response, Deleted deleted)
      throws IOException {
    var kind = request.resource().kind();
    if (!deleted.gone() || kind.strategy().returnsDeleted()) {
      answers.stored(request, response, HttpServletResponse.SC_OK, deleted.object());
      return;
    }
    var uid = ObjectMeta.of(Answers.served(request.resource(), deleted.object())).uid();
    var status = StatusBody.deleted(request.name(), kind.gvk().group(), kind.plural(), uid);
    answers.body(request, response, HttpServletResponse.SC_OK, status);
  }
}
