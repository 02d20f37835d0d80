package io.navarch.apiserver.authentication;

import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** One way to learn who makes a request. */
public interface Authenticator {

  /**
   * The user, or empty if the request carries no credentials of this method.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException 401 if it carries credentials that are
   *     not valid
   */
  Optional<UserInfo> authenticate(HttpServletRequest request);
}
