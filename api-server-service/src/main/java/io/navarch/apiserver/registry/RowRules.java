package io.navarch.apiserver.registry;

import io.navarch.apiserver.defaulting.Defaulter;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and rules of the present catalogue. */
@Component
@RequiredArgsConstructor
final class RowRules implements ObjectRules {

  private final ServedCatalogue catalogue;
  private volatile @Nullable Known known;

  @Override
  public void applyDefaults(Kind kind, ObjectNode object) {
    defaulter().apply(kind, object);
  }

  @Override
  public void validate(Kind kind, ObjectNode object, FieldErrors errors) {
    var meta = ObjectMeta.of(object);
    if (meta.name().isEmpty()) {
      errors.required("metadata.name", "name or generateName is required");
    }
  }

  @Override
  public void validateUpdate(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {}

  @Override
  public void validateStatusUpdate(
      Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {}

  @SuppressWarnings("ReferenceEquality") // a change makes another instance
  private Defaulter defaulter() {
    var current = catalogue.current();
    var present = known;
    if (present == null || present.catalogue != current) {
      present = new Known(current, new Defaulter(current));
      known = present;
    }
    return present.defaulter;
  }

  private record Known(Catalogue catalogue, Defaulter defaulter) {}
}
