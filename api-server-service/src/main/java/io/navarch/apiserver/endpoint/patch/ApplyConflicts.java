package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.ManagedEntries.ManagerId;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Other managers own fields that an apply wants to change. */
final class ApplyConflicts extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Conflict> conflicts;

  /** What one manager is in the way with. */
  private record Conflict(String manager, FieldSet fields) {}

  private ApplyConflicts(List<Conflict> conflicts) {
    super("apply conflicts", null, false, false);
    this.conflicts = List.copyOf(conflicts);
  }

  static ApplyConflicts find(ManagedEntries managed, FieldSet written, ManagerId applier) {
    var found = new ArrayList<Conflict>();
    managed.all().stream()
        .filter(entry -> !entry.id().equals(applier) && entry.meets(written))
        .sorted(Comparator.comparing(entry -> entry.id().sortKey()))
        .forEach(entry ->
            found.add(new Conflict(entry.id().display(entry), entry.set().intersection(written))));
    return new ApplyConflicts(found);
  }

  boolean isEmpty() {
    return conflicts.isEmpty();
  }

  ApplyConflicts without(FieldSet allowed) {
    return new ApplyConflicts(
        conflicts.stream()
            .map(c -> new Conflict(c.manager(), c.fields().minus(allowed)))
            .filter(c -> !c.fields().isEmpty())
            .toList());
  }

  ApiStatusException toStatus() {
    var causes = new ArrayList<FieldCause>();
    var lines = new ArrayList<String>();
    for (var conflict : conflicts) {
      lines.add("conflicts with %s:".formatted(conflict.manager()));
      for (var path : conflict.fields().paths()) {
        lines.add("- " + path);
        causes.add(
            new FieldCause("FieldManagerConflict", "conflict with " + conflict.manager(), path));
      }
    }
    var message =
        causes.size() == 1
            ? "Apply failed with 1 conflict: %s: %s"
                .formatted(causes.getFirst().message(), causes.getFirst().field())
            : "Apply failed with %d conflicts: %s"
                .formatted(causes.size(), String.join("\n", lines));
    return new ApiStatusException(
        new Status(
            StatusReason.CONFLICT,
            StatusReason.CONFLICT.code(),
            message,
            "",
            "",
            "",
            "",
            causes,
            0));
  }
}
