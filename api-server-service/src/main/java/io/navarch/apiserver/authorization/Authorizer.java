package io.navarch.apiserver.authorization;

import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;

/**
 * One opinion on whether a user may do something. The chain takes the first that is not {@link
 * Verdict.NoOpinion}.
 */
public interface Authorizer {

  /** Never throws for what it does not know: it has no opinion then. */
  Verdict authorize(UserInfo user, RequestInfo request);

  /** What an authorizer says. Reasons are shown to people. */
  sealed interface Verdict {
    /** Yes. */
    record Allow(String reason) implements Verdict {}

    /** No, and nobody after may say yes. */
    record Deny(String reason) implements Verdict {}

    /** Ask the next. */
    record NoOpinion(String reason) implements Verdict {}
  }
}
