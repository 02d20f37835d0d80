package io.navarch.apiserver.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads bodies, up to the size that upstream takes. */
final class RequestBodies {

  static final int LIMIT = 3 * 1024 * 1024;

  private RequestBodies() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LIMIT) {
      throw Refusals.tooLarge("limit is " + LIMIT);
    }
    byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
    if (body.length > LIMIT) {
      throw Refusals.tooLarge("limit is " + LIMIT);
    }
    return body;
  }
}
