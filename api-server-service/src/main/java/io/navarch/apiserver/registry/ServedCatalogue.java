package io.navarch.apiserver.registry;

import io.navarch.schema.Catalogue;
import io.navarch.schema.source.BuiltInCatalogue;
import org.springframework.stereotype.Component;

/** The catalogue that is served right now. Whoever reads it twice may see two. */
@Component
public class ServedCatalogue {

  private volatile Catalogue catalogue;

  /** Starts with the kinds of Kubernetes itself. */
  public ServedCatalogue() {
    this(BuiltInCatalogue.load());
  }

  /** Starts with a catalogue. */
  public ServedCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The present catalogue: immutable, one consistent API. */
  public Catalogue current() {
    return catalogue;
  }

  /** Serves another catalogue from now on. */
  public void replace(Catalogue next) {
    catalogue = next;
  }
}
