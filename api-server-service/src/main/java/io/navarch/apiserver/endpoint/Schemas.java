package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.patch.ObjectSchema;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What patches must know of kinds, kept as long as the catalogue stays the same. */
@Component
@RequiredArgsConstructor
final class Schemas {

  private final Resources resources;
  private volatile @Nullable Known known;

  /** The schema of a kind in the present catalogue. */
  @SuppressWarnings("ReferenceEquality") // a change makes another instance
  ObjectSchema of(Kind kind) {
    var catalogue = resources.catalogue();
    var present = known;
    if (present == null || present.catalogue != catalogue) {
      present = new Known(catalogue, new ObjectSchema.Source(catalogue));
      known = present;
    }
    return present.source.of(kind);
  }

  private record Known(Catalogue catalogue, ObjectSchema.Source source) {}
}
