package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.ManagedEntries.ManagerId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The steps of one apply: merge, give up, compare, settle ownership. */
final class ApplyRun {

  private final ServerSideApply.Request request;
  private final ObjectNode live;
  private final ObjectNode applied;
  private final ManagedEntries managed;
  private final MergeType.Struct type;
  private final ManagerId id;

  private ApplyRun(
      ServerSideApply.Request request,
      ObjectNode live,
      ObjectNode applied,
      ManagedEntries managed) {
    this.request = request;
    this.live = live;
    this.applied = applied;
    this.managed = managed;
    this.type = request.schema().root();
    this.id = ManagerId.applier(request.by());
  }

  /** A run that leaves the entries handed in as they are. */
  static ApplyRun of(
      ServerSideApply.Request request,
      ObjectNode live,
      ObjectNode applied,
      ManagedEntries managed) {
    return new ApplyRun(request, live, applied, managed.copy());
  }

  ObjectNode result() {
    var version = request.schema().apiVersion();
    var reset = ResetFields.of(request.schema().kind(), request.by().subresource());
    var last = managed.find(id);
    var lastSet = last == null ? null : last.set();
    var lastTime = last == null ? null : last.time();
    var set = reset.filter(FieldSets.of(applied, type));
    managed.put(id, version, lastTime, set);
    var merged = TypedMerge.merge(live, applied, type);
    var pruned = lastSet == null || lastSet.isEmpty() ? merged : prune(merged, lastSet);
    settle(pruned, reset);
    managed.replaceEach(e -> e.id().equals(id) ? ManagedFields.owned(e.set()) : e.set());
    return finish(pruned, version, lastTime);
  }

  private void settle(ObjectNode pruned, ResetFields reset) {
    var changes = Comparison.of(live, pruned, type).without(reset);
    if (!request.force()) {
      var conflicts = ApplyConflicts.find(managed, changes.written(), id);
      if (!conflicts.isEmpty()) {
        throw conflicts;
      }
    }
    ManagedFields.takeFrom(request.schema(), managed, changes, id);
  }

  /** The time moves only if the object does: who first applies what is there already has none. */
  private ObjectNode finish(ObjectNode pruned, String version, @Nullable String lastTime) {
    boolean changed = !JsonEquality.same(live, pruned);
    var object = request.defaulter().apply(pruned.deepCopy());
    if (request.by().name().equals("kubectl")) {
      LastApplied.refresh(object, applied);
    }
    var time = changed ? ManagedFields.time(request.now()) : lastTime;
    var own = managed.find(id);
    if (own != null) {
      managed.put(id, version, time, own.set());
    }
    managed.writeTo(object);
    return object;
  }

  /**
   * Removes what this manager applied last time and no longer does, unless another manager owns it.
   */
  private ObjectNode prune(ObjectNode merged, FieldSet last) {
    var lastNamed = last.withNamedFields(type);
    var pruned = TypedRemoval.remove(merged, lastNamed, type);
    pruned = addBackOwned(merged, pruned);
    var mergedSet = FieldSets.of(merged, type).withNamedFields(type);
    var prunedSet = FieldSets.of(pruned, type).withNamedFields(type);
    return TypedRemoval.remove(merged, mergedSet.minus(prunedSet).intersection(lastNamed), type);
  }

  private ObjectNode addBackOwned(ObjectNode merged, ObjectNode pruned) {
    var owned = new FieldSet();
    for (var entry : managed.all()) {
      owned = owned.union(entry.set());
    }
    var keep = FieldSets.of(pruned, type).withNamedFields(type).union(owned.withNamedFields(type));
    var all = FieldSets.of(merged, type).withNamedFields(type);
    return TypedRemoval.remove(merged, all.minus(keep), type);
  }
}
