package io.navarch.apiserver.defaulting;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects as they were sent to kube-apiserver 1.36.3 and as it answered them: defaulting makes the
 * one from the other, up to what admission and the laws of kinds add.
 */
class DefaulterGoldenTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** Said by other rooms: metadata, allocation, admission plugins, the laws of kinds. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          String.join(
              "|",
              "/metadata/(namespace|name|generation|uid|finalizers|generateName).*",
              "/status/(phase|qosClass|observedGeneration|.*Time|conditions.*)",
              "/spec/(clusterIPs?|ipFamil.*|healthCheckNodePort|ports/\\d+/nodePort).*",
              "/spec/(serviceAccountName|serviceAccount|priority|preemptionPolicy|tolerations).*",
              "/spec/(containers|initContainers)/\\d+/volumeMounts.*",
              "/metadata/(annotations/deprecated.*|labels/.*(controller-uid|job-name))",
              "/spec/(selector/matchLabels|template/metadata/labels)/.*(controller-uid|job-name)",
              "/spec/(dataSourceRef|dataSource).*",
              "/spec/(finalizers|taints|extra|groups|username|audiences)",
              "/status/(token|expirationTimestamp)",
              "/stringData|/data/(a|\\.dockerconfigjson)",
              "/spec/devices/\\d+/taints/\\d+/timeAdded"));

  private final Catalogue catalogue = BuiltInCatalogue.load();
  private final Defaulter defaulter = new Defaulter(catalogue);

  @TestFactory
  Stream<DynamicTest> answersWhatTheReferenceAnswers() throws IOException {
    return lines().stream()
        .map(line -> (ObjectNode) JSON.readTree(line))
        .map(c -> DynamicTest.dynamicTest(c.path("case").asString(), () -> check(c)));
  }

  private static List<String> lines() throws IOException {
    try (var in = DefaulterGoldenTest.class.getResourceAsStream("/golden/defaults.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private void check(ObjectNode sample) {
    var object = (ObjectNode) sample.get("request");
    var version = GroupVersion.parse(object.path("apiVersion").asString());
    var gvk =
        new GroupVersionKind(version.group(), version.version(), object.path("kind").asString());
    var type = catalogue.findType(gvk).orElseThrow().name();

    defaulter.apply(type, object);

    var differences = new ArrayList<String>();
    compare(object, sample.get("response"), "", differences);
    assertThat(differences).isEmpty();
    assertThat(defaulter.apply(type, object.deepCopy()).toString()).isEqualTo(object.toString());
  }

  private static void compare(JsonNode actual, JsonNode expected, String at, List<String> out) {
    if (ELSEWHERE.matcher(at).matches()) {
      return;
    }
    if (actual.isObject() && expected.isObject()) {
      var names = new TreeSet<>(actual.propertyNames());
      names.addAll(expected.propertyNames());
      names.forEach(name -> compare(actual.path(name), expected.path(name), at + "/" + name, out));
    } else if (actual.isArray() && expected.isArray() && actual.size() == expected.size()) {
      for (int i = 0; i < actual.size(); i++) {
        compare(actual.get(i), expected.get(i), at + "/" + i, out);
      }
    } else if (actual.isMissingNode() && expected.isObject() && !expected.isEmpty()) {
      expected.properties().forEach(e -> compare(actual, e.getValue(), at + "/" + e.getKey(), out));
    } else if (!actual.equals(expected)) {
      out.add(at + " is " + actual + ", not " + expected);
    }
  }
}
