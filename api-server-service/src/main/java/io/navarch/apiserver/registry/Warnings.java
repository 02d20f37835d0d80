package io.navarch.apiserver.registry;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The warnings of all resources. */
@Component
@RequiredArgsConstructor
final class Warnings {

  private final List<ObjectWarnings> all;

  List<String> of(ServedResource resource, ObjectNode object, Optional<ObjectNode> old) {
    return all.stream()
        .filter(some -> some.resources().contains(resource.resource()))
        .flatMap(some -> some.of(object, old).stream())
        .toList();
  }
}
