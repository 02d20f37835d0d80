package io.navarch.nodeagent.dns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The cluster's domain: makes names in it, and takes names in it apart.
 *
 * @param origin the absolute name of the domain
 */
record Zone(Name origin) {

  static Zone of(String domain) {
    return new Zone(name(domain.endsWith(".") ? domain : domain + "."));
  }

  /** Whether the name is the domain or lies below it. */
  boolean holds(Name name) {
    return name.subdomain(origin);
  }

  /** The labels before the domain, outermost last, in lower case; for names that it holds. */
  List<String> labels(Name name) {
    var relative = name.relativize(origin);
    var labels = new String[relative.labels()];
    if (name.equals(origin)) {
      return List.of();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = relative.getLabelString(i).toLowerCase(Locale.ROOT);
    }
    return List.of(labels);
  }

  /** The name with these labels before the domain; empty if it would be too long. */
  Optional<Name> below(String... labels) {
    try {
      return Optional.of(Name.fromString(String.join(".", labels), origin));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  /** An absolute name that is known to be well-formed. */
  static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("no domain name: " + text, e);
    }
  }
}
