package io.navarch.schema;

import java.util.List;

/**
 * A sub-resource, for example {@code status} or {@code scale}.
 *
 * @param kind of the body that travels
 */
public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {

  public Subresource {
    verbs = List.copyOf(verbs);
  }
}
