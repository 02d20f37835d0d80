package io.navarch.apiserver.authentication;

import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.TokenAuthenticator.TokenUser;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Bearer tokens of all kinds: the first kind that knows the token says whose it is. */
@Slf4j
@Component
@Order(AuthenticationOrder.BEARER_TOKEN)
@RequiredArgsConstructor
public final class BearerTokens implements Authenticator {

  private static final String WEBSOCKET_PREFIX = "base64url.bearer.authorization.k8s.io.";

  private final List<TokenAuthenticator> kinds;

  @Override
  public Optional<UserInfo> authenticate(HttpServletRequest request) {
    var token = tokenOf(request);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          authenticate(token, List.of()).orElseThrow(ApiStatusException::unauthorized).user());
    } catch (InvalidTokenException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("bearer token refused");
      throw ApiStatusException.unauthorized();
    }
  }

  /**
   * Whose a token is; empty if no kind knows it.
   *
   * @throws InvalidTokenException if one kind knows it and none accepts it
   */
  public Optional<TokenUser> authenticate(String token, List<String> audiences) {
    @Nullable InvalidTokenException refused = null;
    for (var kind : kinds) {
      try {
        var user = kind.authenticate(token, audiences);
        if (user.isPresent()) {
          return user;
        }
      } catch (InvalidTokenException e) {
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
    return Optional.empty();
  }

  private static String tokenOf(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip();
    }
    return WebSocketToken.find(request.getHeader("Sec-WebSocket-Protocol"), WEBSOCKET_PREFIX);
  }
}
