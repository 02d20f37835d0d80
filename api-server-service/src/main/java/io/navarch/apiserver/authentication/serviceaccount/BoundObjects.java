package io.navarch.apiserver.authentication.serviceaccount;

import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token is worth as much as the objects it is bound to: they must exist, and be the same ones.
 */
@Component
@RequiredArgsConstructor
final class BoundObjects {

  private static final GroupResource SERVICE_ACCOUNTS = new GroupResource("", "serviceaccounts");

  /** For how long an object that is going away still counts: its Pod has to say goodbye. */
  private static final Duration DELETION_LEEWAY = Duration.ofSeconds(60);

  private final ObjectReader objects;
  private final Clock clock;

  void requireServiceAccount(String namespace, ObjectId account) {
    var found = find(SERVICE_ACCOUNTS, namespace, account.name());
    if (found.filter(this::isAlive).isEmpty()) {
      throw new InvalidTokenException("service account token has been invalidated");
    }
    if (!account.uid().equals(uid(found.get()))) {
      throw new InvalidTokenException(
          "service account UID (%s) does not match claim (%s)"
              .formatted(uid(found.get()), account.uid()));
    }
  }

  void require(String resource, String namespace, ObjectId id) {
    var found = find(new GroupResource("", resource), namespace, id.name());
    if (found.filter(this::isAlive).isEmpty() || !id.uid().equals(uid(found.get()))) {
      throw new InvalidTokenException("service account token has been invalidated");
    }
  }

  Optional<ObjectNode> find(GroupResource resource, String namespace, String name) {
    return objects
        .find(resource, namespace, name)
        .or(() -> objects.findNewest(resource, namespace, name));
  }

  private boolean isAlive(ObjectNode object) {
    var deletion = object.path("metadata").path("deletionTimestamp").asString("");
    return deletion.isEmpty()
        || Instant.parse(deletion).plus(DELETION_LEEWAY).isAfter(clock.instant());
  }

  private static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asString("");
  }
}
