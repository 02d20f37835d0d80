package io.navarch.apiserver.registry;

import io.navarch.apiserver.registry.DeleteOptions.Propagation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Which finalizers of the garbage collector an object has while it is deleted. Pure. */
final class Finalizers {

  static final String ORPHAN = "orphan";
  static final String FOREGROUND = "foregroundDeletion";

  private Finalizers() {}

  /** The finalizers after a DELETE; the same list if they stay. */
  static List<String> afterDelete(
      List<String> present, DeleteOptions options, boolean orphansByDefault) {
    var next = new ArrayList<String>();
    present.stream().filter(f -> !f.equals(ORPHAN) && !f.equals(FOREGROUND)).forEach(next::add);
    if (orphans(present, options, orphansByDefault)) {
      next.add(ORPHAN);
    }
    if (inForeground(present, options)) {
      next.add(FOREGROUND);
    }
    return new HashSet<>(next).equals(new HashSet<>(present)) ? present : next;
  }

  private static boolean orphans(
      List<String> present, DeleteOptions options, boolean orphansByDefault) {
    if (options.propagation() != Propagation.UNSET) {
      return options.propagation() == Propagation.ORPHAN;
    }
    if (present.contains(ORPHAN)) {
      return true;
    }
    return !present.contains(FOREGROUND) && orphansByDefault;
  }

  private static boolean inForeground(List<String> present, DeleteOptions options) {
    return options.propagation() == Propagation.UNSET
        ? present.contains(FOREGROUND)
        : options.propagation() == Propagation.FOREGROUND;
  }
}
