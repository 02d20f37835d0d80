package io.navarch.apiserver.authentication;

import io.navarch.apiserver.request.UserInfo;
import java.util.List;
import java.util.Optional;

/** One kind of bearer token. */
public interface TokenAuthenticator {

  /**
   * The user of a token, or empty if the token is not of this kind.
   *
   * @param audiences of whom the token must be meant for at least one; empty for this server's own
   * @throws InvalidTokenException if it is of this kind and not valid
   */
  Optional<TokenUser> authenticate(String token, List<String> audiences);

  /**
   * Whom a token stands for.
   *
   * @param audiences those asked for that the token is meant for; empty if the kind has none
   */
  record TokenUser(UserInfo user, List<String> audiences) {

    public TokenUser {
      audiences = List.copyOf(audiences);
    }
  }

  /** A token that is no good. */
  final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTokenException(String message) {
      super(message);
    }
  }
}
