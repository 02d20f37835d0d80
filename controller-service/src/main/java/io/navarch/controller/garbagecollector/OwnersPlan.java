package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of an object because of its owners. Pure. */
final class OwnersPlan {

  /** What the API says of an owner. */
  enum OwnerState {
    PRESENT,
    WAITS_FOR_DEPENDENTS,
    ABSENT,
    /** The reference is such that no owner can ever be found by it. */
    UNREACHABLE
  }

  /** What to do. */
  sealed interface Verdict {

    /** It stays as it is. */
    record Keep() implements Verdict {}

    /** It stays, but these references lead nowhere or hold up an owner. */
    record Detach(List<String> uids) implements Verdict {}

    /** It goes, its own dependents as the policy says. */
    record Delete(String policy) implements Verdict {}
  }

  private OwnersPlan() {}

  static Verdict compute(
      PartialObjectMetadata object,
      boolean hasDependents,
      Function<OwnerReference, OwnerState> state) {
    var owners = object.getMetadata().getOwnerReferences();
    List<String> present = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean waiting = false;
    for (var owner : owners) {
      switch (state.apply(owner)) {
        case PRESENT -> present.add(owner.getUid());
        case WAITS_FOR_DEPENDENTS -> {
          waiting = true;
          others.add(owner.getUid());
        }
        case ABSENT -> others.add(owner.getUid());
        case UNREACHABLE -> {
          return new Verdict.Keep(); // what can't be judged is not collected
        }
      }
    }
    if (owners.isEmpty() || (!present.isEmpty() && others.isEmpty())) {
      return new Verdict.Keep();
    }
    if (!present.isEmpty()) {
      return new Verdict.Detach(List.copyOf(others));
    }
    if (waiting && hasDependents) {
      return new Verdict.Delete("Foreground"); // its owner waits, so it waits for its own
    }
    return new Verdict.Delete(policy(object));
  }

  /** The way of deletion that was asked for earlier still counts. */
  private static String policy(PartialObjectMetadata object) {
    Collection<String> finalizers =
        Optional.ofNullable(object.getMetadata().getFinalizers()).orElse(List.of());
    if (finalizers.contains(Graph.ORPHAN)) {
      return "Orphan";
    }
    return finalizers.contains(Graph.FOREGROUND) ? "Foreground" : "Background";
  }
}
