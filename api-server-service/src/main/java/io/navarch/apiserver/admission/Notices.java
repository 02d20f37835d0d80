package io.navarch.apiserver.admission;

/** Tells the client of the request at hand what it should know, though its request is granted. */
@FunctionalInterface
public interface Notices {

  /** Adds a warning to the answer, once. */
  void warn(String text);
}
