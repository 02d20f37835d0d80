package io.navarch.apiserver.registry;

import io.navarch.schema.GroupVersionKind;
import java.util.Optional;

/** The sub-resources of kinds that come and go, such as custom resources. */
public interface DefinedViews {

  /** What this kind has under this name now. */
  Optional<SubresourceView> find(GroupVersionKind kind, String subresource);
}
