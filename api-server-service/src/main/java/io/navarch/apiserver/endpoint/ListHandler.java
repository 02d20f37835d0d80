package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusBody;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Many objects, whole or in pages. */
@Component
@RequiredArgsConstructor
final class ListHandler implements VerbHandler {

  private static final String CONTINUE_EXPIRED =
      "The provided continue parameter is too old to display a consistent list result. You can "
          + "start a new list without the continue parameter, or use the continue token in this "
          + "response to retrieve the remainder of the results. Continuing with the provided token "
          + "results in an inconsistent list - objects that were created, modified, or deleted "
          + "between the time the first chunk was returned and now may show up in the list.";

  private final WatchCache cache;
  private final Freshness freshness;
  private final ListWriter writer;
  private final Answers answers;

  @Override
  public String verb() {
    return "list";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    var format = Negotiation.object(request);
    var options = ListOptions.of(request.query(), false);
    var selection = Selection.of(request, options);
    if (options.continueToken().isEmpty()) {
      var snapshot = freshness.forList(request.resource().collection(), options);
      writer.write(
          request, response, format, ListPage.read(snapshot, selection, "", options.limit()));
      return;
    }
    var token = ContinueToken.decode(options.continueToken());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
      throw ApiStatusException.badRequest(
          "specifying resource version is not allowed when using continue");
    }
    var snapshot = snapshot(request.resource().collection(), token);
    if (snapshot.isEmpty()) {
      answerExpired(request, response, token);
      return;
    }
    writer.write(
        request,
        response,
        format,
        ListPage.read(snapshot.get(), selection, token.after(), options.limit()));
  }

  private Optional<Snapshot> snapshot(GroupResource collection, ContinueToken token) {
    return token.revision() < 0
        ? Optional.of(cache.consistent(collection))
        : cache.exactly(collection, token.revision());
  }

  /** Hands out a token by which the client may go on without consistency. */
  private void answerExpired(ApiRequest request, HttpServletResponse response, ContinueToken token)
      throws IOException {
    var body = StatusBody.failure(Status.of(StatusReason.EXPIRED, CONTINUE_EXPIRED));
    var onward = new ContinueToken(-1, token.after()).encode();
    ObjectMeta.of(body).set("continue", onward);
    answers.body(request, response, StatusReason.EXPIRED.code(), body);
  }
}
