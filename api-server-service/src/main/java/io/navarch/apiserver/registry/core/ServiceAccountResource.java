package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code ServiceAccount}: its secrets are in its namespace, so their names say all. */
@Component
final class ServiceAccountResource implements ResourceLaw {

  @Override
  public GroupResource resource() {
    return new GroupResource("", "serviceaccounts");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    return named(object);
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    return named(object);
  }

  private static ObjectNode named(ObjectNode account) {
    for (var secret : account.path("secrets")) {
      if (secret instanceof ObjectNode reference) {
        reference.retain(List.of("name"));
      }
    }
    return account;
  }
}
