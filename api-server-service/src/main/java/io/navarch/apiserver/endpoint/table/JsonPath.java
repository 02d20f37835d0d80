package io.navarch.apiserver.endpoint.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The simple paths of printer columns: {@code .spec.replicas}, {@code .spec.ports[0].name}, {@code
 * .status.conditions[?(@.type=="Ready")].status}, {@code .metadata.labels['a.b/c']}, {@code .a[*]}.
 * A path that is none finds nothing.
 */
final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<member>(?:\\\\.|[^.\\[\\\\])+)"
              + "|\\['(?<quoted>[^']*)']"
              + "|\\[(?<index>-?\\d+)]"
              + "|(?<all>\\[\\*])"
              + "|\\[\\?\\(@\\.(?<key>[^=!<>\\s]+)\\s*==\\s*[\"'](?<value>[^\"']*)[\"']\\)]");

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /** From one value to those below it. */
  private interface Step {
    Stream<JsonNode> from(JsonNode value);
  }

  static JsonPath of(String text) {
    var path = text.startsWith(".") || text.startsWith("[") ? text : "." + text;
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(path);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      var member = matcher.group("member");
      var quoted = matcher.group("quoted");
      var index = matcher.group("index");
      if (member != null) {
        steps.add(member(member.replace("\\", "")));
      } else if (quoted != null) {
        steps.add(member(quoted));
      } else if (index != null) {
        steps.add(index(index));
      } else if (matcher.group("all") != null) {
        steps.add(JsonNode::valueStream);
      } else {
        steps.add(where(matcher.group("key"), matcher.group("value")));
      }
    }
    return new JsonPath(end == path.length() ? List.copyOf(steps) : List.of(_ -> Stream.of()));
  }

  private static Step member(String name) {
    return name.equals("*")
        ? JsonNode::valueStream
        : value -> value.has(name) ? Stream.of(value.get(name)) : Stream.of();
  }

  private static Step index(String digits) {
    int wanted = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    return value -> {
      int index = wanted < 0 ? value.size() + wanted : wanted;
      return value.isArray() && value.has(index) ? Stream.of(value.get(index)) : Stream.of();
    };
  }

  private static Step where(String key, String wanted) {
    return value -> value.valueStream().filter(v -> v.path(key).asString("").equals(wanted));
  }

  /** What the path leads to. */
  List<JsonNode> find(JsonNode object) {
    var found = Stream.of(object);
    for (var step : steps) {
      found = found.flatMap(step::from);
    }
    return found.filter(value -> !value.isNull()).toList();
  }
}
