package io.navarch.apiserver.authentication;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks one authenticator after the other. Credentials that are no good are an error only if no
 * other authenticator knows better; requests without any are anonymous.
 */
@Component
@RequiredArgsConstructor
public final class AuthenticationChain {

  private static final String AUTHENTICATED = "system:authenticated";
  private static final String UNAUTHENTICATED = "system:unauthenticated";
  private static final UserInfo ANONYMOUS = UserInfo.of("system:anonymous", UNAUTHENTICATED);

  private final List<Authenticator> authenticators;
  private final AuthenticationProperties properties;

  /**
   * Who makes the request.
   *
   * @throws ApiStatusException 401
   */
  public UserInfo authenticate(HttpServletRequest request) {
    @Nullable ApiStatusException refused = null;
    for (var authenticator : authenticators) {
      try {
        var user = authenticator.authenticate(request);
        if (user.isPresent()) {
          return withGroup(user.get());
        }
      } catch (ApiStatusException e) {
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
    if (!properties.anonymous()) {
      throw ApiStatusException.unauthorized();
    }
    return ANONYMOUS;
  }

  /** The user as a member of {@code system:authenticated}. */
  public static UserInfo withGroup(UserInfo user) {
    if (user.groups().contains(AUTHENTICATED) || user.groups().contains(UNAUTHENTICATED)) {
      return user;
    }
    var groups = Stream.concat(user.groups().stream(), Stream.of(AUTHENTICATED)).toList();
    return new UserInfo(user.name(), user.uid(), groups, user.extra());
  }
}
