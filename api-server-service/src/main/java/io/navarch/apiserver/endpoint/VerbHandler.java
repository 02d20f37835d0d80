package io.navarch.apiserver.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a verb does. */
interface VerbHandler {

  /** The verb in the spelling of discovery. */
  String verb();

  /**
   * Answers the request.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException to answer with an error instead
   */
  void handle(ApiRequest request, HttpServletResponse response) throws IOException;
}
