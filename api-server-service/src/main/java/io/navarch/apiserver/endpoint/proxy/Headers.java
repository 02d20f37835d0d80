package io.navarch.apiserver.endpoint.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The header of a message, in its order; names compare without case. */
final class Headers {

  /** One line of it. */
  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  void add(String name, String value) {
    fields.add(new Field(name, value));
  }

  void set(String name, String value) {
    remove(name::equalsIgnoreCase);
    add(name, value);
  }

  void remove(Predicate<String> name) {
    fields.removeIf(field -> name.test(field.name()));
  }

  Optional<String> find(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The comma-separated elements of all fields of this name. */
  Stream<String> elements(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .flatMap(field -> Stream.of(field.value().split(",", -1)))
        .map(String::strip)
        .filter(element -> !element.isEmpty());
  }

  boolean has(String name, String element) {
    return elements(name).anyMatch(element::equalsIgnoreCase);
  }

  void forEach(BiConsumer<String, String> action) {
    fields.forEach(field -> action.accept(field.name(), field.value()));
  }
}
