package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import java.util.List;
import java.util.stream.Stream;

/** Finds by index what an owner controls, and what it might adopt. */
public final class OwnedLister<T extends HasMetadata> {

  private static final String OWNER = "controller-or-orphan";

  private final Lister<T> lister;

  /** A lister of one kind of owned objects. */
  public OwnedLister(Informers informers, Class<T> owned) {
    this.lister = informers.of(owned).index(OWNER, object -> List.of(value(object))).lister();
  }

  private static String value(HasMetadata object) {
    return Owners.controller(object)
        .map(reference -> reference.getUid())
        .orElseGet(() -> orphans(object));
  }

  private static String orphans(HasMetadata inNamespaceOf) {
    return "orphans of " + inNamespaceOf.getMetadata().getNamespace();
  }

  /** The objects that the owner controls. */
  public List<T> controlledBy(HasMetadata owner) {
    return lister.byIndex(OWNER, owner.getMetadata().getUid());
  }

  /** The objects that the owner controls and those in its namespace that nobody controls. */
  public List<T> candidates(HasMetadata owner) {
    return Stream.concat(
            controlledBy(owner).stream(), lister.byIndex(OWNER, orphans(owner)).stream())
        .toList();
  }

  /** The objects of that namespace that nobody controls and the like: plain reading. */
  public Lister<T> lister() {
    return lister;
  }
}
