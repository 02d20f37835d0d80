package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.Identities;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code LimitRange}: alone among kinds it may be created without any name. */
@Component
@RequiredArgsConstructor
final class LimitRangeResource implements ResourceLaw {

  private final Identities identities;

  @Override
  public GroupResource resource() {
    return new GroupResource("", "limitranges");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    var meta = ObjectMeta.of(object);
    if (meta.name().isEmpty()) {
      meta.set("name", identities.uid());
    }
    return object;
  }
}
