package io.navarch.apiserver.endpoint;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;

/** Kinds of bodies that only sub-resources take: they have a type, but no resource of their own. */
final class BodyKinds {

  private BodyKinds() {}

  static Kind of(GroupVersionKind gvk, Catalogue catalogue) {
    var known = catalogue.findKind(gvk);
    if (known.isPresent()) {
      return known.get();
    }
    var type =
        catalogue.findType(gvk).orElseThrow(() -> new IllegalStateException("no type " + gvk));
    var template = catalogue.kinds().iterator().next();
    return template.toBuilder()
        .gvk(gvk)
        .typeName(type.name())
        .storageVersion(gvk.groupVersion())
        .build();
  }
}
