package io.navarch.schema.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What objects use, and which of them a quota is about. */
class QuotaUsageTest {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource SERVICES = new GroupResource("", "services");
  private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  @Nested
  class Pods {

    @Test
    void useWhatTheirContainersAskForUnderAllNamesThatQuotasKnow() {
      var pod =
          tree(
              """
              {'spec': {'containers': [{'name': 'a', 'resources': {
                 'requests': {'cpu': '100m', 'memory': '1Gi', 'ephemeral-storage': '2Gi',
                   'hugepages-2Mi': '4Mi', 'example.com/dongle': '3', 'example.org': '1'},
                 'limits': {'cpu': '1', 'memory': '2Gi', 'ephemeral-storage': '5Gi',
                   'example.com/dongle': '3'}}}]}}
              """);

      assertThat(used(PODS, pod))
          .isEqualTo(
              Map.ofEntries(
                  Map.entry("count/pods", "1"),
                  Map.entry("pods", "1"),
                  Map.entry("cpu", "100m"),
                  Map.entry("requests.cpu", "100m"),
                  Map.entry("memory", "1Gi"),
                  Map.entry("requests.memory", "1Gi"),
                  Map.entry("ephemeral-storage", "2Gi"),
                  Map.entry("requests.ephemeral-storage", "2Gi"),
                  Map.entry("hugepages-2Mi", "4Mi"),
                  Map.entry("requests.hugepages-2Mi", "4Mi"),
                  Map.entry("requests.example.com/dongle", "3"),
                  Map.entry("limits.cpu", "1"),
                  Map.entry("limits.memory", "2Gi"),
                  Map.entry("limits.ephemeral-storage", "5Gi")));
    }

    @Test
    void useNothingButTheirPlaceInTheStoreWhenTheyHaveEnded() {
      var pod = tree("{'spec': {'containers': [{'name': 'a'}]}, 'status': {'phase': 'Failed'}}");

      assertThat(used(PODS, pod)).isEqualTo(Map.of("count/pods", "1"));
    }

    @Test
    void useNothingMoreWhenTheirGraceIsOver() {
      var pod =
          tree(
              """
              {'metadata': {'deletionTimestamp': '2030-01-01T11:59:00Z',
                 'deletionGracePeriodSeconds': 30}}
              """);

      assertThat(used(PODS, pod)).isEqualTo(Map.of("count/pods", "1"));
    }

    @Test
    void useWhatTheyStillHaveWhileTheyShrink() {
      var pod =
          tree(
              """
              {'spec': {'containers': [{'name': 'a', 'resources': {'requests': {'cpu': '1'}}}]},
               'status': {'containerStatuses': [{'name': 'a',
                 'resources': {'requests': {'cpu': '2'}}, 'allocatedResources': {'cpu': '1'}}]}}
              """);

      assertThat(used(PODS, pod)).containsEntry("requests.cpu", "2");
    }

    @Test
    void mustTellWhatIsBoundedOfCpuAndMemoryForEachContainer() {
      var pod =
          tree(
              """
              {'spec': {'containers': [{'name': 'b'}, {'name': 'a'},
                 {'name': 'c', 'resources': {'requests': {'memory': '1'}}}]}}
              """);

      assertThat(QuotaUsage.complaint(PODS, pod, Set.of("pods", "limits.cpu", "memory")))
          .isEqualTo("must specify limits.cpu for: a,b,c; memory for: a,b");
      assertThat(QuotaUsage.complaint(PODS, pod, Set.of("pods", "requests.example.com/x")))
          .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        textBlock =
            """
            Terminating,               activeDeadlineSeconds: 5,                              true
            Terminating,               hostNetwork: true,                                     false
            NotTerminating,            hostNetwork: true,                                     true
            BestEffort,                hostNetwork: true,                                     true
            NotBestEffort,             hostNetwork: true,                                     false
            CrossNamespacePodAffinity, hostNetwork: true,                                     false
            PriorityClass,             priorityClassName: 'high',                             true
            PriorityClass,             hostNetwork: true,                                     false
            VolumeAttributesClass,     hostNetwork: true,                                     false
            """,
        quoteCharacter = '"')
    void fitScopes(String scope, String field, boolean fits) {
      var scopes = QuotaScopes.of(tree("{'scopes': ['" + scope + "']}"));

      assertThat(scopes.match(PODS, tree("{'spec': {" + quoted(field) + "}}"))).isEqualTo(fits);
    }

    private static String quoted(String field) {
      return "'" + field.replace(": ", "': ");
    }

    @Test
    void lookAcrossNamespacesByAnyTermOfAffinity() {
      var scopes = QuotaScopes.of(tree("{'scopes': ['CrossNamespacePodAffinity']}"));
      var term = "{'weight': 1, 'podAffinityTerm': {'namespaceSelector': {}}}";
      var rule = "preferredDuringSchedulingIgnoredDuringExecution";

      assertThat(
              scopes.match(
                  PODS,
                  tree(
                      "{'spec': {'affinity': {'podAntiAffinity': {'%s': [%s]}}}}"
                          .formatted(rule, term))))
          .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
      "In, a, true",
      "In, c, false",
      "In, '', false",
      "NotIn, a, false",
      "NotIn, c, true",
      "NotIn, '', true",
      "DoesNotExist, a, false",
      "DoesNotExist, '', true",
      "Exists, a, true"
    })
    void fitSelectorsOnTheirPriorityClass(String operator, String className, boolean fits) {
      var values = operator.endsWith("In") ? "['a', 'b']" : "[]";
      var scopes =
          QuotaScopes.of(
              tree(
                  """
                  {'scopeSelector': {'matchExpressions': [
                    {'scopeName': 'PriorityClass', 'operator': '%s', 'values': %s}]}}
                  """
                      .formatted(operator, values)));

      assertThat(scopes.match(PODS, tree("{'spec': {'priorityClassName': '" + className + "'}}")))
          .isEqualTo(fits);
    }
  }

  @Test
  void servicesUsePortsOfNodesAndLoadBalancers() {
    var ports = "'ports': [{'port': 1, 'nodePort': 30001}, {'port': 2}]";

    assertThat(used(SERVICES, tree("{'spec': {'type': 'NodePort', " + ports + "}}")))
        .containsEntry("services", "1")
        .containsEntry("count/services", "1")
        .containsEntry("services.nodeports", "2")
        .containsEntry("services.loadbalancers", "0");
    assertThat(
            used(
                SERVICES,
                tree(
                    "{'spec': {'type': 'LoadBalancer', 'allocateLoadBalancerNodePorts': false, "
                        + ports
                        + "}}")))
        .containsEntry("services.nodeports", "1")
        .containsEntry("services.loadbalancers", "1");
  }

  @Test
  void claimsUseStorageAlsoOfTheirClass() {
    var claim =
        tree(
            """
            {'spec': {'storageClassName': 'gold', 'resources': {'requests': {'storage': '1Gi'}}},
             'status': {'allocatedResources': {'storage': '2Gi'}}}
            """);

    assertThat(used(CLAIMS, claim))
        .isEqualTo(
            Map.of(
                "count/persistentvolumeclaims", "1",
                "persistentvolumeclaims", "1",
                "requests.storage", "2Gi",
                "gold.storageclass.storage.k8s.io/persistentvolumeclaims", "1",
                "gold.storageclass.storage.k8s.io/requests.storage", "2Gi"));
  }

  @ParameterizedTest
  @CsvSource({
    "count/deployments.apps, deployments.apps",
    "count/pods, pods",
    "secrets, secrets",
    "services.nodeports, services",
    "requests.storage, persistentvolumeclaims",
    "gold.storageclass.storage.k8s.io/requests.storage, persistentvolumeclaims",
    "limits.cpu, pods",
    "requests.hugepages-1Gi, pods",
    "requests.example.com/foo, pods",
    "ephemeral-storage, pods"
  })
  void namesBelongToTheResourceThatUsesThem(String name, String resource) {
    assertThat(QuotaUsage.user(name)).map(GroupResource::toString).contains(resource);
  }

  @Test
  void otherNamesBelongToNobody() {
    assertThat(QuotaUsage.user("example.com/foo")).isEmpty();
    assertThat(QuotaUsage.user("limits.example.com/foo")).isEmpty();
  }

  private static Map<String, String> used(GroupResource resource, JsonNode object) {
    return QuotaUsage.of(resource, object, NOON).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> text(e.getValue())));
  }

  private static String text(Quantity quantity) {
    return quantity.toString();
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"'));
  }
}
