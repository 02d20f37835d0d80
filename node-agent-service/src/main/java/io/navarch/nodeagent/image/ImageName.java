package io.navarch.nodeagent.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference to an image, taken apart.
 *
 * @param repository with its registry, for example {@code docker.io/library/busybox}
 * @param canonical the name with a tag or digest
 */
public record ImageName(String registry, String repository, String canonical) {

  private static final String WORD = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?%s(?:/%s)*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,})?"
              .formatted(WORD, WORD));
  private static final String DEFAULT_REGISTRY = "docker.io";

  /** The parts of a reference; empty if it is none. */
  public static Optional<ImageName> parse(String reference) {
    int at = reference.indexOf('@');
    var head = at < 0 ? reference : reference.substring(0, at);
    var digest = at < 0 ? "" : reference.substring(at);
    int slash = head.lastIndexOf('/');
    int colon = head.indexOf(':', slash + 1);
    var name = colon < 0 ? head : head.substring(0, colon);
    var tag = colon < 0 ? "" : head.substring(colon);
    if (!SHAPE.matcher(reference).matches()) {
      return Optional.empty();
    }
    var canonical = tag.isEmpty() && digest.isEmpty() ? name + ":latest" : reference;
    var registry = registryOf(name);
    var repository = repositoryOf(name, registry);
    return Optional.of(new ImageName(registry, repository, canonical));
  }

  private static Optional<String> registryIn(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    var first = name.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost")
        ? Optional.of(first)
        : Optional.empty();
  }

  private static String registryOf(String name) {
    return registryIn(name).orElse(DEFAULT_REGISTRY);
  }

  private static String repositoryOf(String name, String registry) {
    if (registryIn(name).isPresent()) {
      return name;
    }
    return registry + "/" + (name.contains("/") ? name : "library/" + name);
  }
}
