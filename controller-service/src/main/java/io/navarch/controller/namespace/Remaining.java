package io.navarch.controller.namespace;

import java.util.List;
import java.util.Map;

/**
 * What is left in a namespace after an attempt to empty it.
 *
 * @param numbers how many objects of which resource
 * @param finalizers how many objects wait for which finalizer
 * @param failures requests that were refused
 * @param grace seconds until it is worth looking again
 */
record Remaining(
    Map<String, Integer> numbers,
    Map<String, Integer> finalizers,
    List<String> failures,
    long grace) {

  boolean isNothing() {
    return numbers.isEmpty() && failures.isEmpty();
  }
}
