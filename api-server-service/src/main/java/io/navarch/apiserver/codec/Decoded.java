package io.navarch.apiserver.codec;

import io.navarch.schema.GroupVersionKind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object as it was read.
 *
 * @param object of a built-in kind: in the order and with the empty fields that upstream would
 *     print; belongs to the caller
 * @param gvk what the body says it is, completed from the request where it says nothing
 * @param problems unknown and duplicate fields, in upstream's words, in the order of the body
 */
public record Decoded(ObjectNode object, GroupVersionKind gvk, List<String> problems) {

  public Decoded {
    problems = List.copyOf(problems);
  }
}
