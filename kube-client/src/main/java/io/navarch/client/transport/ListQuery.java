package io.navarch.client.transport;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which objects of a resource a list or watch is about.
 *
 * @param namespace empty for all namespaces
 * @param labelSelector empty for no restriction
 * @param fieldSelector empty for no restriction
 */
public record ListQuery(String namespace, String labelSelector, String fieldSelector) {

  /** Everything. */
  public static final ListQuery ALL = new ListQuery("", "", "");

  /** The objects of one namespace. */
  public static ListQuery inNamespace(String namespace) {
    return new ListQuery(namespace, "", "");
  }

  /** The objects that a field selector picks. */
  public static ListQuery byField(String fieldSelector) {
    return new ListQuery("", "", fieldSelector);
  }

  /** The objects that a label selector picks. */
  public static ListQuery byLabel(String labelSelector) {
    return new ListQuery("", labelSelector, "");
  }

  /** Whether objects are picked by what they hold, not only by where they are. */
  public boolean isSelective() {
    return !labelSelector.isEmpty() || !fieldSelector.isEmpty();
  }

  Map<String, String> parameters() {
    var parameters = new TreeMap<String, String>();
    if (!labelSelector.isEmpty()) {
      parameters.put("labelSelector", labelSelector);
    }
    if (!fieldSelector.isEmpty()) {
      parameters.put("fieldSelector", fieldSelector);
    }
    return parameters;
  }
}
