package io.navarch.apiserver.endpoint;

import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.Map;

/** Kinds that should not be used any more, whatever one does with them (KEP-1693). */
final class DeprecatedKinds {

  private static final Map<GroupVersionKind, String> WORDS =
      Map.of(
          new GroupVersionKind("", "v1", "Endpoints"),
          "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
          new GroupVersionKind("", "v1", "ComponentStatus"),
          "v1 ComponentStatus is deprecated in v1.19+");

  private DeprecatedKinds() {}

  /** The warning, if there is one. */
  static List<String> warnings(GroupVersionKind kind) {
    var words = WORDS.get(kind);
    return words == null ? List.of() : List.of(words);
  }
}
