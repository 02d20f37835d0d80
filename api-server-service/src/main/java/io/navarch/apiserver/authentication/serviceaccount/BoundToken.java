package io.navarch.apiserver.authentication.serviceaccount;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.Builder;

/**
 * What a token is to say.
 *
 * @param pod the Pod whose end is the token's end
 * @param node the node of that Pod, or the node the token is bound to
 * @param secret the Secret whose end is the token's end
 * @param warnAfter when use of the token begins to be told
 */
@Builder
public record BoundToken(
    String namespace,
    ObjectId serviceAccount,
    Optional<ObjectId> pod,
    Optional<ObjectId> node,
    Optional<ObjectId> secret,
    List<String> audiences,
    Duration validity,
    Optional<Duration> warnAfter) {

  public BoundToken {
    audiences = List.copyOf(audiences);
  }

  /**
   * One object and no later one of the same name.
   *
   * @param uid empty if unknown
   */
  public record ObjectId(String name, String uid) {}
}
