package io.navarch.apiserver.endpoint.patch;

/**
 * Who writes.
 *
 * @param name the field manager that the request names, or what its user agent starts with
 * @param subresource the sub-resource that is written through, empty for the object itself
 */
public record FieldManager(String name, String subresource) {

  private static final int MAX_NAME = 128;

  public FieldManager {
    name = name.isEmpty() ? "unknown" : name;
  }

  /** The manager of a request: the one it names, else the first word of its user agent. */
  public static FieldManager of(String fieldManager, String userAgent, String subresource) {
    return new FieldManager(
        fieldManager.isEmpty() ? fromUserAgent(userAgent) : fieldManager, subresource);
  }

  private static String fromUserAgent(String userAgent) {
    int slash = userAgent.indexOf('/');
    var product = slash < 0 ? userAgent : userAgent.substring(0, slash);
    var printable = new StringBuilder();
    product
        .codePoints()
        .filter(c -> c < 0x80 ? c >= 0x20 && c < 0x7f : Character.isDefined(c))
        .limit(MAX_NAME)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
