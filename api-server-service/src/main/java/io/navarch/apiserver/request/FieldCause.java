package io.navarch.apiserver.request;

/**
 * One cause of a refused object.
 *
 * @param reason {@code FieldValueRequired} and the like
 * @param field the path as upstream spells it, for example {@code spec.containers[0].name}
 */
public record FieldCause(String reason, String message, String field) {}
