package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** One object. */
@Component
@RequiredArgsConstructor
final class GetHandler implements VerbHandler {

  private final ResourceStore store;
  private final WatchCache cache;
  private final Freshness freshness;
  private final Answers answers;

  @Override
  public String verb() {
    return "get";
  }

  @Override
  public void handle(ApiRequest request, HttpServletResponse response) throws IOException {
    answers.check(request);
    answers.stored(request, response, HttpServletResponse.SC_OK, read(request));
  }

  /** The object as fresh as the request wants it. */
  StoredObject read(ApiRequest request) {
    var resource = request.resource();
    var key = resource.key(request.namespace(), request.name());
    var version = request.query().first("resourceVersion");
    Optional<StoredObject> found;
    if (version.isEmpty()) {
      found = store.find(resource, request.namespace(), request.name());
    } else {
      long asked = Freshness.parse(version);
      var snapshot =
          asked == 0
              ? cache.current(resource.collection())
              : freshness.notOlderThan(resource.collection(), asked);
      found = snapshot.find(key).map(c -> new StoredObject(c.key(), c.revision(), c.json()));
    }
    return found.orElseThrow(
        () -> ApiStatusException.notFound(resource.resource(), request.name()));
  }
}
