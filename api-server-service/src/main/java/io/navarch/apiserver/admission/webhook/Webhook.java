package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.cel.MatchConditions;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One webhook of a configuration.
 *
 * @param configuration its name
 * @param constraints the requests it wants to see, in the words of policies
 */
record Webhook(
    String configuration, JsonNode node, JsonNode constraints, MatchConditions conditions) {

  private static final int DEFAULT_SECONDS = 10;
  private static final List<String> SHARED =
      List.of("matchPolicy", "namespaceSelector", "objectSelector");

  static Webhook of(String configuration, JsonNode node, MatchConditions conditions) {
    ObjectNode constraints = JsonNodeFactory.instance.objectNode();
    constraints.set("resourceRules", node.path("rules"));
    SHARED.stream()
        .filter(node::hasNonNull)
        .forEach(field -> constraints.set(field, node.path(field)));
    return new Webhook(configuration, node, constraints, conditions);
  }

  String name() {
    return node.path("name").asString("");
  }

  boolean failsClosed() {
    return !node.path("failurePolicy").asString("").equals("Ignore");
  }

  boolean wantsReinvocation() {
    return node.path("reinvocationPolicy").asString("").equals("IfNeeded");
  }

  /** Whether it may be asked about what does not really happen. */
  boolean supportsDryRun() {
    var effects = node.path("sideEffects").asString("");
    return effects.equals("None") || effects.equals("NoneOnDryRun");
  }

  long seconds() {
    return node.path("timeoutSeconds").asLong(DEFAULT_SECONDS);
  }

  Duration limit() {
    return Duration.ofSeconds(seconds());
  }

  /** The version of reviews to speak: the first of its list that is known. */
  String reviewVersion() {
    return node.path("admissionReviewVersions")
        .valueStream()
        .map(v -> v.asString(""))
        .filter(v -> v.equals("v1") || v.equals("v1beta1"))
        .findFirst()
        .orElse("v1");
  }
}
