package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which objects an owner has, should take and should let go. Pure.
 *
 * @param owned controlled by the owner and picked by its selector
 * @param adopt picked by the selector and controlled by nobody
 * @param release controlled by the owner, but no longer picked
 */
public record ClaimPlan<T extends HasMetadata>(List<T> owned, List<T> adopt, List<T> release) {

  /** Sorts candidates; an owner that is being deleted neither takes nor lets go. */
  public static <T extends HasMetadata> ClaimPlan<T> compute(
      HasMetadata owner, Predicate<@Nullable Map<String, String>> selector, List<T> candidates) {
    var owned = new ArrayList<T>();
    var adopt = new ArrayList<T>();
    var release = new ArrayList<T>();
    boolean deleting = owner.getMetadata().getDeletionTimestamp() != null;
    for (var object : candidates) {
      var picked = selector.test(object.getMetadata().getLabels());
      if (Owners.controller(object).isPresent()) {
        if (!Owners.controls(owner, object)) {
          continue;
        }
        if (picked) {
          owned.add(object);
        } else if (!deleting) {
          release.add(object);
        }
      } else if (picked && !deleting && object.getMetadata().getDeletionTimestamp() == null) {
        adopt.add(object);
      }
    }
    return new ClaimPlan<>(List.copyOf(owned), List.copyOf(adopt), List.copyOf(release));
  }
}
