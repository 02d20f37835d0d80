package io.navarch.apiserver.registry;

import io.navarch.apiserver.defaulting.Defaulter;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.apiserver.validation.RuleEngine;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and rules of the present catalogue. */
@Component
final class RowRules implements ObjectRules {

  private final ServedCatalogue catalogue;
  private final SchemaRules schemas;
  private volatile Known known;

  RowRules(ServedCatalogue catalogue, SchemaRules schemas) {
    this.catalogue = catalogue;
    this.schemas = schemas;
    var first = catalogue.current();
    this.known = new Known(first, new Defaulter(first), new RuleEngine(first));
  }

  @Override
  public void applyDefaults(Kind kind, ObjectNode object) {
    present().defaulter.apply(kind, object);
  }

  @Override
  public void validate(Kind kind, ObjectNode object, FieldErrors errors) {
    present().engine.validateCreate(kind, object, errors);
    schemas.validate(kind, object, errors);
  }

  @Override
  public void validateUpdate(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {
    present().engine.validateUpdate(kind, object, old, errors);
    schemas.validateChange(kind, object, old, errors);
  }

  @Override
  public void validateStatusUpdate(
      Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {
    present().engine.validateStatusUpdate(kind, object, old, errors);
    schemas.validateChange(kind, object, old, errors);
  }

  @SuppressWarnings("ReferenceEquality") // a change makes another instance
  private Known present() {
    var current = catalogue.current();
    var latest = known;
    if (latest.catalogue != current) {
      latest = new Known(current, latest.defaulter.with(current), latest.engine.with(current));
      known = latest;
    }
    return latest;
  }

  private record Known(Catalogue catalogue, Defaulter defaulter, RuleEngine engine) {}
}
