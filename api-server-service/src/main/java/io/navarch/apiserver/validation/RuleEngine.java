package io.navarch.apiserver.validation;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the rows to objects that are decoded and defaulted. What spans objects, or needs a law of
 * the kind, is said by the kind's law besides. Made for one catalogue; safe for use by many
 * threads.
 */
public final class RuleEngine {

  private final RuleBook book;

  public RuleEngine(Catalogue catalogue) {
    this.book = new RuleBook(catalogue);
  }

  /** What is wrong with a new object. */
  public void validateCreate(Kind kind, ObjectNode object, FieldErrors errors) {
    ObjectMetaRules.check(kind, book.nameFormat(kind.typeName()), object, errors);
    new Walk(errors).object(object, null, kind.typeName(), Spot.ROOT);
  }

  /** What is wrong with a change of the main resource: the new state, and the change itself. */
  public void validateUpdate(Kind kind, ObjectNode now, ObjectNode old, FieldErrors errors) {
    ObjectMetaRules.checkUpdate(now, old, errors);
    if (kind.typeName().equals("io.k8s.api.core.v1.Pod")) {
      PodUpdateRules.check(now, old, errors);
    }
    new Walk(errors).object(now, old, kind.typeName(), Spot.ROOT);
  }

  /** What is wrong with a change through {@code status}. */
  public void validateStatusUpdate(Kind kind, ObjectNode now, ObjectNode old, FieldErrors errors) {
    ObjectMetaRules.checkUpdate(now, old, errors);
    var type = book.type(kind.typeName());
    var status = type == null ? null : type.fields().get("status");
    if (status != null) {
      new Walk(errors)
          .value(now.get("status"), old.get("status"), status.type(), Spot.ROOT.field("status"));
    }
  }

  /** One validation. */
  private final class Walk {

    private final FieldErrors errors;

    Walk(FieldErrors errors) {
      this.errors = errors;
    }

    void object(ObjectNode object, @Nullable ObjectNode old, String typeName, Spot spot) {
      var type = book.type(typeName);
      if (type == null) {
        return;
      }
      for (var rule : book.rules(typeName)) {
        var condition = rule.when();
        if (condition == null || condition.holds(object)) {
          RuleChecks.apply(rule, object, old, spot, errors);
        }
      }
      for (var entry : object.properties()) {
        var field = type.fields().get(entry.getKey());
        if (field != null && !isMetadata(field)) {
          var below = spot.field(entry.getKey());
          closedSet(field, entry.getValue(), below);
          if (book.reaches(field.type())) {
            var before = old == null ? null : old.get(entry.getKey());
            value(entry.getValue(), before, field.type(), below);
          }
        }
      }
    }

    private boolean isMetadata(Field field) {
      return field.type() instanceof FieldType.Ref(var name) && name.endsWith(".ObjectMeta");
    }

    private void closedSet(Field field, JsonNode value, Spot spot) {
      if (!field.enumValues().isEmpty()
          && value.isString()
          && !value.stringValue().isEmpty()
          && !field.enumValues().contains(value.stringValue())) {
        errors.notSupported(spot.toString(), Values.spell(value), field.enumValues());
      }
    }

    void value(@Nullable JsonNode value, @Nullable JsonNode old, FieldType type, Spot spot) {
      if (value == null || value.isNull()) {
        return;
      }
      switch (type) {
        case FieldType.Scalar _ -> {}
        case FieldType.Ref(var name) -> {
          if (value instanceof ObjectNode object) {
            object(object, old instanceof ObjectNode before ? before : null, name, spot);
          }
        }
        case FieldType.ListOf(var element) -> {
          for (int i = 0; i < value.size(); i++) {
            value(value.get(i), null, element, spot.index(i));
          }
        }
        case FieldType.MapOf(var element) ->
            value
                .properties()
                .forEach(e -> value(e.getValue(), null, element, spot.key(e.getKey())));
      }
    }
  }
}
