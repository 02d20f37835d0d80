package io.navarch.apiserver.customresource;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions in a definition's status. */
final class Conditions {

  private Conditions() {}

  /** One of them, as it is to be. */
  record Condition(String type, boolean holds, String reason, String message) {

    String status() {
      return holds ? "True" : "False";
    }
  }

  /** Puts a condition into the status; its time changes only with its value. */
  static void set(ObjectNode object, Clock clock, Condition wanted) {
    var status =
        object.get("status") instanceof ObjectNode known ? known : object.putObject("status");
    var list =
        status.get("conditions") instanceof ArrayNode known ? known : status.putArray("conditions");
    ObjectNode found = null;
    for (var condition : list) {
      if (condition.path("type").asString("").equals(wanted.type())) {
        found = (ObjectNode) condition;
      }
    }
    if (found == null) {
      found = list.addObject();
    }
    if (!found.path("status").asString("").equals(wanted.status())) {
      found.put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    found.put("message", wanted.message()).put("reason", wanted.reason());
    found.put("status", wanted.status()).put("type", wanted.type());
  }
}
