package io.navarch.apiserver.codec;

import io.navarch.schema.Field;
import io.navarch.schema.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Where the fields of types stand in protobuf messages; worked out once a type. Thread-safe. */
final class MessageLayouts {

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What stands under a number. */
  sealed interface Slot {

    /** A field. */
    record Leaf(Field field) implements Slot {}

    /** A message that JSON folds into its parent. */
    record Folded(Map<Integer, Slot> slots) implements Slot {}
  }

  /** The slots of a type by number, in their order. */
  Map<Integer, Slot> of(ObjectType type) {
    var found = known.get(type.name());
    if (found == null || !found.isOf(type)) {
      found = new Known(type, slots(type));
      known.put(type.name(), found);
    }
    return found.slots();
  }

  private static Map<Integer, Slot> slots(ObjectType type) {
    var slots = new TreeMap<Integer, Slot>();
    for (var field : type.fields().values()) {
      if (!field.protoPath().isEmpty()) {
        put(slots, field.protoPath(), field);
      }
    }
    return slots;
  }

  private static void put(Map<Integer, Slot> slots, List<Integer> path, Field field) {
    int number = path.getFirst();
    if (path.size() == 1) {
      slots.put(number, new Slot.Leaf(field));
      return;
    }
    var slot = slots.computeIfAbsent(number, _ -> new Slot.Folded(new TreeMap<>()));
    if (slot instanceof Slot.Folded(var inner)) {
      put(inner, path.subList(1, path.size()), field);
    }
  }

  /** A layout, and the very type it was made for. */
  private record Known(ObjectType type, Map<Integer, Slot> slots) {

    /** The same object: comparing types by value would cost more than the layout. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(ObjectType other) {
      return type == other;
    }
  }
}
