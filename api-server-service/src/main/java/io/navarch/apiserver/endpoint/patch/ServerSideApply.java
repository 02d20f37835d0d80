package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.ManagedEntries.ManagerId;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupVersion;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply: the object becomes what the configuration says, fields that the manager no
 * longer names are given up and, if nobody else owns them, removed.
 */
public final class ServerSideApply {

  private static final String BEFORE_FIRST_APPLY = "before-first-apply";
  private static final String KUBECTL = "kubectl";

  private ServerSideApply() {}

  /**
   * One apply.
   *
   * @param force whether fields are taken from managers that have other values in them
   * @param defaulter completes the merged object before ownership is settled
   */
  public record Request(
      ObjectSchema schema,
      FieldManager by,
      boolean force,
      UnaryOperator<ObjectNode> defaulter,
      Instant now) {}

  /**
   * The object after the configuration was applied, defaulted, with its managedFields. Equals the
   * live object up to the manager's time if nothing changes.
   *
   * @param live null if there is no such object yet; only read
   * @param applied the configuration; only read
   * @throws ApiStatusException if managers with other values are in the way, or the configuration
   *     does not fit its type
   */
  public static ObjectNode apply(Request request, @Nullable ObjectNode live, ObjectNode applied) {
    check(request.schema(), applied);
    var present = live == null ? emptyObject(applied) : live;
    var managed = ManagedEntries.of(live);
    var before = ManagedFields.without(present);
    if (managed.isEmpty() && live != null) {
      managed = ownedBeforeFirstApply(request, before);
    }
    try {
      return ApplyRun.of(request, before, ManagedFields.without(applied), managed).result();
    } catch (ApplyConflicts conflicts) {
      return afterConflicts(request, before, applied, managed, conflicts);
    }
  }

  /** kubectl that once applied on the client's side owns what it wrote into its annotation. */
  private static ObjectNode afterConflicts(
      Request request,
      ObjectNode live,
      ObjectNode applied,
      ManagedEntries managed,
      ApplyConflicts conflicts) {
    if (!request.by().name().equals(KUBECTL)) {
      throw conflicts.toStatus();
    }
    var allowed = LastApplied.ownedFields(request.schema(), live);
    if (allowed == null) {
      throw conflicts.toStatus();
    }
    var left = conflicts.without(allowed);
    if (!left.isEmpty()) {
      throw left.toStatus();
    }
    var forced =
        new Request(request.schema(), request.by(), true, request.defaulter(), request.now());
    return ApplyRun.of(forced, live, ManagedFields.without(applied), managed).result();
  }

  /** An object that nobody has owned so far belongs to a manager of its own. */
  private static ManagedEntries ownedBeforeFirstApply(Request request, ObjectNode live) {
    var schema = request.schema();
    var changes = Comparison.of(live.objectNode(), live, schema.root());
    var reset = ResetFields.of(schema.kind(), request.by().subresource());
    var managed = ManagedEntries.none();
    var id =
        ManagerId.updater(
            new FieldManager(BEFORE_FIRST_APPLY, request.by().subresource()), schema.apiVersion());
    managed.put(
        id,
        schema.apiVersion(),
        ManagedFields.time(request.now()),
        ManagedFields.owned(reset.filter(changes.written())));
    return managed;
  }

  private static void check(ObjectSchema schema, ObjectNode applied) {
    var version = GroupVersion.parse(applied.path("apiVersion").asString(""));
    if (!version.equals(schema.kind().gvk().groupVersion())) {
      throw ApiStatusException.badRequest(
          "Incorrect version specified in apply patch. Specified patch version: %s, expected: %s"
              .formatted(version, schema.kind().gvk().groupVersion()));
    }
    var managedFields = applied.path("metadata").get("managedFields");
    if (managedFields != null && !managedFields.isNull()) {
      throw ApiStatusException.badRequest("metadata.managedFields must be nil");
    }
    try {
      FieldSets.check(applied, schema.root(), false);
    } catch (UntypedObjectException e) {
      throw PatchErrors.broken(
          "failed to create typed patch object (%s/%s; %s): %s"
              .formatted(
                  applied.path("metadata").path("namespace").asString(""),
                  applied.path("metadata").path("name").asString(""),
                  goGroupVersionKind(schema),
                  e.getMessage()));
    }
  }

  private static String goGroupVersionKind(ObjectSchema schema) {
    var gvk = schema.kind().gvk();
    return gvk.group() + "/" + gvk.version() + ", Kind=" + gvk.kind();
  }

  private static ObjectNode emptyObject(ObjectNode applied) {
    var empty = applied.objectNode();
    for (var name : new String[] {"apiVersion", "kind"}) {
      JsonNode value = applied.get(name);
      if (value != null) {
        empty.set(name, value);
      }
    }
    return empty;
  }
}
