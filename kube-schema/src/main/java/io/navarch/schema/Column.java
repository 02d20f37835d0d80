package io.navarch.schema;

/**
 * A column of {@code kubectl get}.
 *
 * @param type as in the Table API: string, integer, number, boolean, date
 * @param priority 0 is always shown, others with {@code -o wide}
 * @param path where a custom resource has the value; empty for kinds whose cells are computed
 */
public record Column(
    String name, String type, String format, String description, int priority, String path) {

  /** A column of a kind whose cells are computed. */
  public Column(String name, String type, String format, String description, int priority) {
    this(name, type, format, description, priority, "");
  }
}
