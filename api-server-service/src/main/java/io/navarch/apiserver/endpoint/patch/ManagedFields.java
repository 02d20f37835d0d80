package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.ManagedEntries.Entry;
import io.navarch.apiserver.endpoint.patch.ManagedEntries.ManagerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who owns which field after a create, update or patch. Upstream does this before mutating
 * admission, so that what admission adds belongs to nobody; do the same.
 */
public final class ManagedFields {

  private static final int MAX_UPDATERS = 10;
  private static final String BUCKET = "ancient-changes";
  private static final FieldSet NEVER_OWNED = neverOwned();

  private ManagedFields() {}

  /**
   * Writes {@code metadata.managedFields} of the new state. Both states are in the version of the
   * schema and defaulted. A client that sent an empty list resets the ownership of all others.
   *
   * @param before only read
   * @param after with the managedFields the client sent; changed in place
   */
  public static void afterUpdate(
      ObjectSchema schema, ObjectNode before, ObjectNode after, FieldManager by, Instant now) {
    var managed = startingPoint(before, after, by);
    if (managed.isEmpty()) {
      forget(after); // objects without owners stay so until somebody applies
      return;
    }
    note(schema, before, after, managed, by, now);
  }

  /**
   * As {@link #afterUpdate}, of a new object: what it does not say belongs to nobody.
   *
   * @param empty an object of the kind that says nothing
   */
  public static void afterCreate(
      ObjectSchema schema, ObjectNode empty, ObjectNode after, FieldManager by, Instant now) {
    note(schema, empty, after, startingPoint(null, after, by), by, now);
  }

  private static void forget(ObjectNode object) {
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
  }

  private static void note(
      ObjectSchema schema,
      ObjectNode before,
      ObjectNode after,
      ManagedEntries known,
      FieldManager by,
      Instant now) {
    var managed = known;
    forget(after);
    try {
      update(schema, before, after, managed, by, now);
    } catch (UntypedObjectException e) {
      managed = ManagedEntries.none(); // an object that does not fit its type has no known owners
    }
    managed.writeTo(after);
  }

  /** Whether two states differ in nothing but the times of their managers and their revision. */
  public static boolean differOnlyInTimes(ObjectNode before, ObjectNode after) {
    var a = timeless(before);
    var b = timeless(after);
    return JsonEquality.same(a, b);
  }

  private static ObjectNode timeless(ObjectNode object) {
    var copy = object.objectNode();
    copy.setAll(object);
    if (!(object.get("metadata") instanceof ObjectNode metadata)) {
      return copy;
    }
    var lean = object.objectNode();
    lean.setAll(metadata);
    lean.remove("resourceVersion");
    if (metadata.get("managedFields") instanceof ArrayNode entries) {
      var list = lean.putArray("managedFields");
      for (var entry : entries) {
        var timeless = list.addObject();
        entry.properties().forEach(e -> timeless.set(e.getKey(), e.getValue()));
        timeless.remove("time");
      }
    }
    copy.set("metadata", lean);
    return copy;
  }

  /** What the ownership was: the client may send it, reset it, or say nothing. */
  private static ManagedEntries startingPoint(
      @Nullable ObjectNode before, ObjectNode after, FieldManager by) {
    if (!by.subresource().isEmpty()) {
      return ManagedEntries.of(before);
    }
    var sent = after.path("metadata").get("managedFields");
    if (sent instanceof ArrayNode array && isReset(array)) {
      return ManagedEntries.none();
    }
    var managed = ManagedEntries.of(after);
    return managed.isEmpty() ? ManagedEntries.of(before) : managed;
  }

  private static boolean isReset(ArrayNode sent) {
    return sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty());
  }

  private static void update(
      ObjectSchema schema,
      ObjectNode before,
      ObjectNode after,
      ManagedEntries managed,
      FieldManager by,
      Instant now) {
    var live = without(before);
    var reset = ResetFields.of(schema.kind(), by.subresource());
    var changes = Comparison.of(live, after, schema.root());
    var id = ManagerId.updater(by, schema.apiVersion());
    takeFrom(schema, managed, changes.without(reset), null);
    var gained = reset.filter(changes.written()).minus(NEVER_OWNED);
    if (!gained.isEmpty()) {
      var present = managed.find(id);
      var all = present == null ? gained : gained.union(present.set());
      managed.put(id, schema.apiVersion(), time(now), all);
    }
    capUpdaters(managed);
  }

  static String time(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The object as its users write it. */
  static ObjectNode without(ObjectNode object) {
    if (!object.path("metadata").has("managedFields")) {
      return object;
    }
    var copy = object.objectNode();
    copy.setAll(object);
    var metadata = object.objectNode();
    metadata.setAll((ObjectNode) object.path("metadata"));
    metadata.remove("managedFields");
    copy.set("metadata", metadata);
    return copy;
  }

  /** Others lose what is written by somebody else and what is gone. */
  static void takeFrom(
      ObjectSchema schema, ManagedEntries managed, Changes changes, @Nullable ManagerId except) {
    for (var entry : managed.all()) {
      if (entry.id().equals(except)) {
        continue;
      }
      if (!entry.apiVersion().equals(schema.apiVersion())
          && !schema.isServedIn(entry.apiVersion())) {
        managed.remove(entry.id());
      } else if (entry.meets(changes.written()) || entry.meets(changes.removed())) {
        managed.put(
            entry.id(),
            entry.apiVersion(),
            entry.time(),
            entry.set().minus(changes.written()).minus(changes.removed()));
      }
    }
  }

  static FieldSet owned(FieldSet set) {
    return set.minus(NEVER_OWNED);
  }

  /** Joins the oldest updaters of each version until few enough are left. */
  private static void capUpdaters(ManagedEntries managed) {
    var updaters = managed.updaters();
    if (updaters.size() <= MAX_UPDATERS) {
      return;
    }
    var oldestFirst =
        updaters.stream()
            .sorted(
                Comparator.comparingLong((Entry e) -> ManagedEntries.seconds(e.time()))
                    .thenComparing(e -> e.id().sortKey()))
            .toList();
    var firstOfVersion = new HashMap<String, Entry>();
    int left = updaters.size();
    for (var entry : oldestFirst) {
      if (left <= MAX_UPDATERS) {
        return;
      }
      var first = firstOfVersion.putIfAbsent(entry.apiVersion(), entry);
      if (first != null) {
        var bucket = new ManagerId(BUCKET, false, entry.apiVersion(), "");
        var filled = managed.find(bucket);
        if (filled == null) {
          managed.remove(first.id());
          filled = first;
        }
        managed.remove(entry.id());
        managed.put(bucket, entry.apiVersion(), entry.time(), entry.set().union(filled.set()));
        left--;
      }
    }
  }

  private static FieldSet neverOwned() {
    var set = new FieldSet();
    set.insert("f:apiVersion");
    set.insert("f:kind");
    set.insert("f:metadata");
    for (var name :
        new String[] {
          "name",
          "namespace",
          "creationTimestamp",
          "selfLink",
          "uid",
          "clusterName",
          "generation",
          "managedFields",
          "resourceVersion"
        }) {
      set.insert("f:metadata", PathElements.field(name));
    }
    return set;
  }

  /** The managedFields of an object, or an empty node. */
  static JsonNode of(ObjectNode object) {
    return object.path("metadata").path("managedFields");
  }
}
