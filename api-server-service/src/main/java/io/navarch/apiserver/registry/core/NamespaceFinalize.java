package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code namespaces/finalize}: takes finalizers off {@code spec}, and changes nothing else. */
@Component
final class NamespaceFinalize implements SubresourceLaw {

  @Override
  public GroupResource resource() {
    return new GroupResource("", "namespaces");
  }

  @Override
  public String subresource() {
    return "finalize";
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    Optional.ofNullable(old.get("status"))
        .ifPresent(status -> object.set("status", status.deepCopy()));
    return object;
  }
}
