package io.navarch.apiserver.registry;

import io.navarch.apiserver.registry.Lifecycle.StatusMetadata;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways to update. */
final class UpdateModes {

  /** An update of the object: status stays. */
  static final UpdateMode MAIN = new Main();

  /** An update of {@code status}: all else stays. */
  static final UpdateMode STATUS = new StatusOnly();

  private static final Set<String> NOT_CARRIED = Set.of("kind", "apiVersion", "metadata", "status");
  private static final List<String> RESET_WITH_STATUS =
      List.of("labels", "annotations", "finalizers", "ownerReferences", "selfLink");

  private UpdateModes() {}

  /** An update of another sub-resource. */
  static UpdateMode of(SubresourceLaw law) {
    return new ByLaw(law);
  }

  private record Main() implements UpdateMode {

    @Override
    public boolean countsGeneration() {
      return true;
    }

    @Override
    public ObjectNode prepare(ServedResource resource, ObjectNode object, ObjectNode old) {
      if (resource.lifecycle().statusSeparate()) {
        carry("status", object, old);
      }
      return resource.law().prepareForUpdate(object, old);
    }

    @Override
    public void validate(
        ServedResource resource,
        ObjectRules rules,
        ObjectNode object,
        ObjectNode old,
        FieldErrors errors) {
      rules.validateUpdate(resource.storageKind(), object, old, errors);
      resource.law().validate(object, errors);
      resource.law().validateUpdate(object, old, errors);
    }
  }

  private record StatusOnly() implements UpdateMode {

    @Override
    public boolean countsGeneration() {
      return false;
    }

    @Override
    public ObjectNode prepare(ServedResource resource, ObjectNode object, ObjectNode old) {
      old.propertyNames().stream()
          .filter(field -> !NOT_CARRIED.contains(field))
          .forEach(field -> carry(field, object, old));
      List.copyOf(object.propertyNames()).stream()
          .filter(field -> !NOT_CARRIED.contains(field) && !old.has(field))
          .forEach(object::remove);
      resetMetadata(resource.lifecycle().statusMetadata(), object, old);
      return resource.law().prepareForStatusUpdate(object, old);
    }

    private static void resetMetadata(StatusMetadata allowed, ObjectNode object, ObjectNode old) {
      var meta = ObjectMeta.of(object);
      var oldMeta = ObjectMeta.of(old);
      switch (allowed) {
        case ALL -> {}
        case ALL_BUT_LABELS -> meta.copy("labels", oldMeta);
        case NONE -> RESET_WITH_STATUS.forEach(field -> meta.copy(field, oldMeta));
      }
    }

    @Override
    public void validate(
        ServedResource resource,
        ObjectRules rules,
        ObjectNode object,
        ObjectNode old,
        FieldErrors errors) {
      rules.validateStatusUpdate(resource.storageKind(), object, old, errors);
      resource.law().validateStatusUpdate(object, old, errors);
    }
  }

  private record ByLaw(SubresourceLaw law) implements UpdateMode {

    @Override
    public boolean countsGeneration() {
      return law.countsGeneration();
    }

    @Override
    public ObjectNode prepare(ServedResource resource, ObjectNode object, ObjectNode old) {
      return law.prepareForUpdate(object, old);
    }

    @Override
    public void validate(
        ServedResource resource,
        ObjectRules rules,
        ObjectNode object,
        ObjectNode old,
        FieldErrors errors) {
      law.validateUpdate(object, old, errors);
    }
  }

  /** Takes a top-level field over from the old object, also its absence. */
  static void carry(String field, ObjectNode object, ObjectNode old) {
    @Nullable JsonNode value = old.get(field);
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, value.deepCopy());
    }
  }
}
