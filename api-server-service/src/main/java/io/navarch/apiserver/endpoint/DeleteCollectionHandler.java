package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.cache.CachedObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** The end of all selected objects; the answer is the list of what was there. */
@Component
@RequiredArgsConstructor
final class DeleteCollectionHandler implements VerbHandler {

  private final BodyReader bodies;
  private final Freshness freshness;
  private final ResourceStore store;
  private final Writes writes;
  private final ListWriter writer;

  @Override
  public String verb() {
    return "deletecollection";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    var format = Negotiation.object(request);
    var body = DeleteBody.of(bodies.readDeleteOptions(request), request.query());
    var options = ListOptions.of(request.query(), false);
    var selection = Selection.of(request, options);
    var snapshot = freshness.forList(request.resource().collection(), options);
    var page = ListPage.read(snapshot, selection, "", options.limit());
    for (var object : page.objects()) {
      delete(request, body, object);
    }
    writer.write(request, response, format, page);
  }

  /** An object that has gone meanwhile is as good as deleted. */
  private void delete(ApiRequest request, DeleteBody body, CachedObject object) {
    int slash = object.key().indexOf('/');
    var write =
        writes.of(request, Operation.DELETE, body.dryRun()).toBuilder()
            .namespace(slash < 0 ? "" : object.key().substring(0, slash))
            .name(object.key().substring(slash + 1))
            .build();
    try {
      store.delete(write, body.options());
    } catch (ApiStatusException e) {
      if (e.status().reason() != StatusReason.NOT_FOUND) {
        throw e;
      }
    }
  }
}
