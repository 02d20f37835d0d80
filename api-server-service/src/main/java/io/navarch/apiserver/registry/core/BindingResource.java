package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code bindings}: the older way to bind a Pod; the body names it. */
@Component
@RequiredArgsConstructor
final class BindingResource implements ComputedResource {

  private final PodBinding binding;

  @Override
  public GroupResource resource() {
    return new GroupResource("", "bindings");
  }

  @Override
  public ObjectNode create(Request request) {
    binding.bind(request, ObjectMeta.of(request.body()).name());
    return Created.status();
  }
}
