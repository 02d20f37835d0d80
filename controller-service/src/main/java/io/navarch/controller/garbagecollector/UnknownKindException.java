package io.navarch.controller.garbagecollector;

/** An owner is of a kind that discovery does not know, or not yet. */
final class UnknownKindException extends RuntimeException {

  UnknownKindException(String apiVersion, String kind) {
    super("no resource for owners of kind %s %s".formatted(apiVersion, kind));
  }
}
