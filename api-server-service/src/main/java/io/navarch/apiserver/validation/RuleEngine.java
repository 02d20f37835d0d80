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

  private static final String STATUS = "status";

  private final RuleBook book;

  public RuleEngine(Catalogue catalogue) {
    this(new RuleBook(catalogue));
  }

  private RuleEngine(RuleBook book) {
    this.book = book;
  }

  /** The same for another catalogue, without reading the rows again. */
  public RuleEngine with(Catalogue catalogue) {
    return new RuleEngine(new RuleBook(catalogue, book));
  }

  /** What is wrong with a new object. */
  public void validateCreate(Kind kind, ObjectNode object, FieldErrors errors) {
    ObjectMetaRules.check(kind, book.nameFormat(kind.typeName()), object, errors);
    new Walk(errors)
        .object(ClaimedVolumes.resolved(kind, object), null, kind.typeName(), Spot.ROOT);
  }

  /** What is wrong with a change of the main resource: the new state, and the change itself. */
  public void validateUpdate(Kind kind, ObjectNode now, ObjectNode old, FieldErrors errors) {
    ObjectMetaRules.checkUpdate(kind, now, old, errors);
    new Walk(errors).object(ClaimedVolumes.resolved(kind, now), old, kind.typeName(), Spot.ROOT);
  }

  /** What is wrong with a change through {@code status}. */
  public void validateStatusUpdate(Kind kind, ObjectNode now, ObjectNode old, FieldErrors errors) {
    ObjectMetaRules.checkUpdate(kind, now, old, errors);
    for (var rule : book.statusRules(kind.typeName())) {
      CodeChecks.run(rule.arguments().getFirst(), now, old, Spot.ROOT, errors);
    }
    var type = book.type(kind.typeName());
    var status = type == null ? null : type.fields().get(STATUS);
    if (status != null) {
      new Walk(errors)
          .value(now.get(STATUS), old.get(STATUS), status.type(), Spot.ROOT.field(STATUS));
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
        if (field != null && !isElsewhere(field, spot) && book.reaches(field.type())) {
          var before = old == null ? null : old.get(entry.getKey());
          value(entry.getValue(), before, field.type(), spot.field(entry.getKey()));
        }
      }
    }

    /** Metadata has rules of its own, and status is looked at when it is written. */
    private static boolean isElsewhere(Field field, Spot spot) {
      return (spot.parent() == null && field.name().equals(STATUS))
          || (field.type() instanceof FieldType.Ref(var name) && name.endsWith(".ObjectMeta"));
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
