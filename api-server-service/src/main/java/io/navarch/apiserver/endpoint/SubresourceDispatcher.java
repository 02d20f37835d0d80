package io.navarch.apiserver.endpoint;

import io.navarch.schema.Subresource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Requests for a part of an object, or for what is done with it. */
@Component
final class SubresourceDispatcher {

  void dispatch(ApiRequest request, Subresource subresource, HttpServletResponse response)
      throws IOException {
    if (!subresource.verbs().contains(request.info().verb())) {
      throw Refusals.methodNotAllowed();
    }
    throw Refusals.methodNotAllowed();
  }
}
