package io.navarch.apiserver.codec;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Objects that say nothing, as they are after a way through upstream's Go structs. */
public final class EmptyObjects {

  private EmptyObjects() {}

  /**
   * An object of the kind with those members only that are written though they are empty; none
   * where the catalogue has no type for the kind.
   */
  public static ObjectNode of(Catalogue catalogue, Kind kind) {
    var form = new TypedForm(catalogue);
    return catalogue
        .findType(kind.typeName())
        .map(type -> form.arrange(type, Map.of()))
        .orElseGet(TypedForm::nothing);
  }
}
