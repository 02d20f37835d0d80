package io.navarch.apiserver.registry.core;

import io.navarch.schema.GroupResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What several laws ask of Pods. */
final class Pods {

  static final GroupResource RESOURCE = new GroupResource("", "pods");

  private Pods() {}

  static String nodeName(ObjectNode pod) {
    return pod.path("spec").path("nodeName").asString("");
  }

  static String phase(ObjectNode pod) {
    return pod.path("status").path("phase").asString("");
  }

  /** Whether its containers will never run again. */
  static boolean isTerminal(ObjectNode pod) {
    var phase = phase(pod);
    return phase.equals("Failed") || phase.equals("Succeeded");
  }

  /** A condition's status is True. */
  static boolean isTrue(ObjectNode pod, String type) {
    return pod.path("status")
        .path("conditions")
        .valueStream()
        .filter(c -> c.path("type").asString("").equals(type))
        .anyMatch(c -> c.path("status").asString("").equals("True"));
  }

  static ObjectNode member(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode known ? known : parent.putObject(name);
  }

  /** Sets a condition; its transition time changes only with its status. */
  static void setCondition(ObjectNode pod, ObjectNode condition, String now) {
    var status = member(pod, "status");
    var conditions =
        status.get("conditions") instanceof ArrayNode known ? known : status.putArray("conditions");
    var type = condition.path("type").asString("");
    for (int i = 0; i < conditions.size(); i++) {
      var present = conditions.get(i);
      if (present.path("type").asString("").equals(type)) {
        boolean same = present.path("status").equals(condition.path("status"));
        condition.put(
            "lastTransitionTime", same ? present.path("lastTransitionTime").asString(now) : now);
        conditions.set(i, condition);
        return;
      }
    }
    conditions.add(condition.put("lastTransitionTime", now));
  }

  /** Takes a field over, also its absence. */
  static void carry(String field, ObjectNode to, ObjectNode from) {
    @Nullable JsonNode value = from.get(field);
    Optional.ofNullable(value)
        .ifPresentOrElse(v -> to.set(field, v.deepCopy()), () -> to.remove(field));
  }
}
