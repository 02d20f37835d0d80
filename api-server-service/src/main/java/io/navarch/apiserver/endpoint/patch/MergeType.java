package io.navarch.apiserver.endpoint.patch;

import io.navarch.schema.ListSemantics;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A field type as the merging functions see it: resolved, and with what it means to merge it. */
sealed interface MergeType {

  /** Whether a value of this type is owned and replaced as a whole. */
  boolean atomic();

  /** The type of a member of an object, by its name; null where the type does not name it. */
  default @Nullable MergeType member(String name) {
    return null;
  }

  /** A single value. */
  record Single() implements MergeType {

    @Override
    public boolean atomic() {
      return true;
    }
  }

  /**
   * A value of which nothing is known: it is what it looks like. Objects merge member by member,
   * lists are replaced.
   */
  record Untyped() implements MergeType {

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public MergeType member(String name) {
      return this;
    }
  }

  /** An object with named fields; the fields come late because types may contain themselves. */
  record Struct(
      String name, Supplier<Map<String, MergeField>> members, boolean open, boolean atomic)
      implements MergeType {

    /** The field of this name, or null. */
    @Nullable MergeField field(String fieldName) {
      return members.get().get(fieldName);
    }

    @Override
    public @Nullable MergeType member(String fieldName) {
      var field = field(fieldName);
      if (field != null) {
        return field.type();
      }
      return open ? MergeTypes.UNTYPED : null;
    }
  }

  /** An object with free keys. */
  record Keyed(MergeType value, boolean atomic) implements MergeType {

    @Override
    public MergeType member(String name) {
      return value;
    }
  }

  /** A list. */
  record Listed(MergeType element, ListSemantics semantics) implements MergeType {

    @Override
    public boolean atomic() {
      return !(semantics instanceof ListSemantics.SetOf)
          && !(semantics instanceof ListSemantics.MapBy);
    }
  }

  /**
   * A field of a struct.
   *
   * @param element how field sets spell it
   * @param alwaysPresent whether an object that lacks the field has an empty one, as structs of
   *     upstream that are no pointers do
   * @param patchMergeKey the key of strategic merge lists, or empty
   */
  record MergeField(
      String element,
      MergeType type,
      boolean alwaysPresent,
      @Nullable JsonNode defaultValue,
      boolean patchMerge,
      boolean patchReplace,
      String patchMergeKey) {}
}
