package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.storage.StoredObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers that are one object. */
@Component
@RequiredArgsConstructor
final class Answers {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Encodings encodings;
  private final Views views;

  /** A stored object; its bytes go out as they are, if that is what the client wants. */
  void stored(ApiRequest request, HttpServletResponse response, int code, StoredObject object)
      throws IOException {
    var format = Negotiation.object(request);
    var resource = request.resource();
    if (format.isStored() && resource.isStorageVersion()) {
      send(response, code, format, object.json(), true);
      return;
    }
    var tree = resource.toServed((ObjectNode) JSON.readTree(object.json()));
    var shown = views.ofObject(resource.kind(), tree, format.view(), request.query());
    byte[] body = encodings.encode(shown, format);
    send(response, code, format, body, format.media() == OutputFormat.Media.JSON);
  }

  /** A body of any other kind. */
  void body(ApiRequest request, HttpServletResponse response, int code, ObjectNode body)
      throws IOException {
    writeBody(response, code, Negotiation.object(request).untransformed(), body);
  }

  /** What is computed and not stored, in its one shape. */
  void computed(ApiRequest request, HttpServletResponse response, int code, ObjectNode body)
      throws IOException {
    writeBody(response, code, Negotiation.untransformed(request), body);
  }

  private void writeBody(
      HttpServletResponse response, int code, OutputFormat format, ObjectNode body)
      throws IOException {
    byte[] bytes = encodings.encode(body, format);
    send(response, code, format, bytes, format.media() == OutputFormat.Media.JSON);
  }

  /** Refuses what can't be answered before anything is done. */
  void check(ApiRequest request) {
    Negotiation.object(request);
  }

  /** Refuses shapes that computed answers don't have, before anything is computed. */
  void checkComputed(ApiRequest request) {
    Negotiation.untransformed(request);
  }

  private static void send(
      HttpServletResponse response, int code, OutputFormat format, byte[] body, boolean newline)
      throws IOException {
    response.setStatus(code);
    response.setContentType(format.media().type());
    response.setContentLength(body.length + (newline ? 1 : 0));
    var out = response.getOutputStream();
    out.write(body);
    if (newline) {
      out.write('\n');
    }
  }

  /** The tree of a stored object in the served version. */
  static ObjectNode served(ServedResource resource, StoredObject object) {
    return resource.toServed((ObjectNode) JSON.readTree(object.json()));
  }
}
