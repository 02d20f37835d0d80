package io.navarch.apiserver.endpoint.patch;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code managedFields} of one object while they are worked on. Entries nobody touches keep
 * their JSON and are never decoded. Used by one thread.
 */
final class ManagedEntries {

  private static final Comparator<Entry> WIRE_ORDER =
      Comparator.comparing((Entry e) -> e.id.applies() ? "Apply" : "Update")
          .thenComparingLong(e -> seconds(e.time))
          .thenComparing(e -> e.id.manager())
          .thenComparing(e -> e.apiVersion)
          .thenComparing(e -> e.id.subresource());

  private final Map<ManagerId, Entry> entries = new LinkedHashMap<>();

  /**
   * Who wrote something.
   *
   * @param apiVersion empty for appliers, which are one manager in all versions
   */
  record ManagerId(String manager, boolean applies, String apiVersion, String subresource) {

    static ManagerId updater(FieldManager by, String apiVersion) {
      return new ManagerId(by.name(), false, apiVersion, by.subresource());
    }

    static ManagerId applier(FieldManager by) {
      return new ManagerId(by.name(), true, "", by.subresource());
    }

    /** As conflicts name it. */
    String display(Entry entry) {
      var name = "\"" + manager + "\"";
      if (!subresource.isEmpty()) {
        name += " with subresource \"" + subresource + "\"";
      }
      return applies ? name : name + " using " + entry.apiVersion;
    }

    /** The order in which upstream lists managers: that of their JSON. */
    String sortKey() {
      return manager + "\"," + (applies ? "Apply" : "Update") + "," + apiVersion + subresource;
    }
  }

  /** What one manager owns. */
  static final class Entry {

    private final ManagerId id;
    private final String apiVersion;
    private final @Nullable String time;
    private final @Nullable ObjectNode json;
    private @Nullable FieldSet set;

    private Entry(
        ManagerId id,
        String apiVersion,
        @Nullable String time,
        @Nullable ObjectNode json,
        @Nullable FieldSet set) {
      this.id = id;
      this.apiVersion = apiVersion;
      this.time = time;
      this.json = json;
      this.set = set;
    }

    ManagerId id() {
      return id;
    }

    String apiVersion() {
      return apiVersion;
    }

    @Nullable String time() {
      return time;
    }

    FieldSet set() {
      var decoded = set;
      if (decoded == null) {
        decoded = FieldSet.of(fieldsV1());
        set = decoded;
      }
      return decoded;
    }

    boolean meets(FieldSet changes) {
      return json != null ? changes.meets(fieldsV1()) : !set().intersection(changes).isEmpty();
    }

    private JsonNode fieldsV1() {
      return json == null
          ? JsonNodeFactory.instance.objectNode()
          : json.path("fieldsV1").isObject() ? json.path("fieldsV1") : json.objectNode();
    }

    private ObjectNode toJson() {
      if (json != null) {
        return json;
      }
      var node = JsonNodeFactory.instance.objectNode();
      node.put("manager", id.manager());
      node.put("operation", id.applies() ? "Apply" : "Update");
      node.put("apiVersion", apiVersion);
      if (time != null) {
        node.put("time", time);
      }
      node.put("fieldsType", "FieldsV1");
      node.set("fieldsV1", set().toFieldsV1());
      if (!id.subresource().isEmpty()) {
        node.put("subresource", id.subresource());
      }
      return node;
    }
  }

  private ManagedEntries() {}

  static ManagedEntries none() {
    return new ManagedEntries();
  }

  /** The entries of an object; none if they can't be understood. */
  static ManagedEntries of(@Nullable ObjectNode object) {
    var list = object == null ? null : object.path("metadata").get("managedFields");
    var result = new ManagedEntries();
    if (!(list instanceof ArrayNode array)) {
      return result;
    }
    for (var element : array) {
      if (!(element instanceof ObjectNode json) || !isWellFormed(json)) {
        return none();
      }
      boolean applies = text(json, "operation").equals("Apply");
      var version = text(json, "apiVersion");
      var id =
          new ManagerId(
              text(json, "manager"), applies, applies ? "" : version, text(json, "subresource"));
      var time = json.get("time");
      result.entries.put(
          id,
          new Entry(
              id, version, time == null || time.isNull() ? null : time.asString(), json, null));
    }
    return result;
  }

  private static boolean isWellFormed(ObjectNode json) {
    var operation = text(json, "operation");
    return (operation.equals("Apply") || operation.equals("Update"))
        && !text(json, "apiVersion").isEmpty()
        && text(json, "fieldsType").equals("FieldsV1");
  }

  private static String text(ObjectNode json, String name) {
    return json.path(name).asString("");
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  @Nullable Entry find(ManagerId id) {
    return entries.get(id);
  }

  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  List<Entry> updaters() {
    return entries.values().stream().filter(e -> !e.id.applies()).toList();
  }

  /** Sets what a manager owns; a manager that owns nothing is forgotten. */
  void put(ManagerId id, String apiVersion, @Nullable String time, FieldSet set) {
    if (set.isEmpty()) {
      entries.remove(id);
      return;
    }
    var present = entries.get(id);
    boolean same =
        present != null
            && present.json != null
            && java.util.Objects.equals(present.time, time)
            && present.apiVersion.equals(apiVersion)
            && present.set().equals(set);
    if (!same) {
      entries.put(id, new Entry(id, apiVersion, time, null, set));
    }
  }

  void remove(ManagerId id) {
    entries.remove(id);
  }

  /** Changes what managers own, keeping their times. */
  void replaceEach(Function<Entry, FieldSet> change) {
    for (var entry : all()) {
      put(entry.id, entry.apiVersion, entry.time, change.apply(entry));
    }
  }

  ManagedEntries copy() {
    var copy = new ManagedEntries();
    copy.entries.putAll(entries);
    return copy;
  }

  /** Writes the entries into an object, in upstream's order. */
  void writeTo(ObjectNode object) {
    var metadata =
        object.get("metadata") instanceof ObjectNode present
            ? present
            : object.putObject("metadata");
    if (entries.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    var sorted = new ArrayList<>(entries.values());
    sorted.sort(WIRE_ORDER);
    var list = JsonNodeFactory.instance.arrayNode(sorted.size());
    sorted.forEach(entry -> list.add(entry.toJson()));
    metadata.set("managedFields", list);
  }

  static long seconds(@Nullable String time) {
    if (time == null) {
      return 0;
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from).getEpochSecond();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
