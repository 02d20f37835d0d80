package io.navarch.apiserver.review;

import io.navarch.apiserver.request.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users as reviews spell them. */
final class UserTrees {

  private UserTrees() {}

  /** Writes what there is of a user. */
  static void write(ObjectNode target, UserInfo user) {
    if (!user.name().isEmpty()) {
      target.put("username", user.name());
    }
    if (!user.uid().isEmpty()) {
      target.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      addAll(target.putArray("groups"), user.groups());
    }
    if (!user.extra().isEmpty()) {
      var extra = target.putObject("extra");
      user.extra().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> addAll(extra.putArray(e.getKey()), e.getValue()));
    }
  }

  /** Reads the user of a review's spec, where the name is called {@code user}. */
  static UserInfo read(JsonNode spec) {
    var extra = new LinkedHashMap<String, List<String>>();
    spec.path("extra").forEachEntry((key, values) -> extra.put(key, texts(values)));
    return new UserInfo(
        spec.path("user").asString(""),
        spec.path("uid").asString(""),
        texts(spec.path("groups")),
        extra);
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(n -> n.asString("")).toList();
  }

  static void addAll(ArrayNode array, Iterable<String> values) {
    values.forEach(array::add);
  }
}
