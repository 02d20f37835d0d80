package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupResource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A sub-resource that talks on the connection itself, such as {@code pods/exec}. Found as a bean.
 */
public interface ConnectEndpoint {

  /** The resource it belongs to. */
  GroupResource resource();

  /** Its name in the URL. */
  String subresource();

  /**
   * Answers the request, whatever its method.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException to answer with an error instead
   */
  void serve(
      RequestInfo info, UserInfo user, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
