package io.navarch.schema;

/**
 * A column of {@code kubectl get}.
 *
 * @param type as in the Table API: string, integer, number, boolean, date
 * @param priority 0 is always shown, others with {@code -o wide}
 */
public record Column(String name, String type, String format, String description, int priority) {}
