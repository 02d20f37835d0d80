package io.navarch.apiserver.customresource;

import io.navarch.apiserver.customresource.Conditions.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of a group are given once: the definition that is older has them. Pure. */
final class NameConflicts {

  private static final String TYPE = "NamesAccepted";

  private NameConflicts() {}

  /** Why a definition does not get its names; empty if it does. */
  static Optional<Condition> of(Definition definition, List<Definition> all) {
    var resources = new ArrayList<String>();
    var kinds = new ArrayList<String>();
    all.stream()
        .filter(other -> other.group().equals(definition.group()) && isBefore(other, definition))
        .forEach(other -> {
          resources.add(other.name("plural"));
          resources.add(other.name("singular"));
          resources.addAll(other.nameList("shortNames"));
          kinds.add(other.name("kind"));
          kinds.add(other.name("listKind"));
        });
    var conflicts = new ArrayList<Condition>();
    taken(definition.name("plural"), resources, "PluralConflict").ifPresent(conflicts::add);
    taken(definition.name("singular"), resources, "SingularConflict").ifPresent(conflicts::add);
    definition
        .nameList("shortNames")
        .forEach(name -> taken(name, resources, "ShortNamesConflict").ifPresent(conflicts::add));
    taken(definition.name("kind"), kinds, "KindConflict").ifPresent(conflicts::add);
    taken(definition.name("listKind"), kinds, "ListKindConflict").ifPresent(conflicts::add);
    return conflicts.stream().reduce((_, last) -> last);
  }

  private static Optional<Condition> taken(String name, List<String> given, String reason) {
    return given.contains(name)
        ? Optional.of(
            new Condition(TYPE, false, reason, "\"%s\" is already in use".formatted(name)))
        : Optional.empty();
  }

  /** Whoever has been accepted keeps its names; of two new ones the older gets them. */
  private static boolean isBefore(Definition other, Definition definition) {
    if (other.name().equals(definition.name())) {
      return false;
    }
    boolean accepted = other.hasCondition(TYPE);
    if (accepted != definition.hasCondition(TYPE)) {
      return accepted;
    }
    var age = other.meta().creationTimestamp().compareTo(definition.meta().creationTimestamp());
    return age == 0 ? other.name().compareTo(definition.name()) < 0 : age < 0;
  }
}
