package io.navarch.apiserver.admission.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.WriteStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Of which requests a rule speaks. */
class RequestRulesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Kind DEPLOYMENT =
      Kind.builder()
          .gvk(new GroupVersionKind("apps", "v1", "Deployment"))
          .listKind("DeploymentList")
          .plural("deployments")
          .singular("deployment")
          .namespaced(true)
          .typeName("Deployment")
          .storageVersion(new GroupVersion("apps", "v1"))
          .storageVersionHash("")
          .verbs(List.of())
          .shortNames(List.of())
          .categories(List.of())
          .columns(List.of())
          .selectableFields(List.of())
          .fieldRefusal("")
          .strategy(WriteStrategy.CUSTOM)
          .subresources(Map.of())
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apps | v1 | CREATE | deployments   | ''     | true",
        "*    | *  | *      | *             | ''     | true",
        "apps | v1 | UPDATE | deployments   | ''     | false",
        "''   | v1 | CREATE | deployments   | ''     | false",
        "apps | v2 | CREATE | deployments   | ''     | false",
        "apps | v1 | CREATE | deployments   | status | false",
        "apps | v1 | CREATE | deployments/* | status | true",
        "apps | v1 | CREATE | */status      | status | true",
        "apps | v1 | CREATE | */*           | ''     | true",
        "apps | v1 | CREATE | */scale       | status | false",
      })
  void speaksOf(
      String group,
      String version,
      String operation,
      String resource,
      String subresource,
      boolean expected) {
    var rules =
        JSON.readTree(
            """
            [{"apiGroups": ["%s"], "apiVersions": ["%s"], "operations": ["%s"], "resources": ["%s"]}]
            """
                .formatted(group, version, operation, resource));
    var request =
        AdmissionRequest.builder()
            .operation(Operation.CREATE)
            .kind(DEPLOYMENT)
            .subresource(subresource)
            .namespace("default")
            .name("a")
            .user(UserInfo.of("someone"))
            .build();
    assertThat(RequestRules.anyMatches(rules, request, DEPLOYMENT)).isEqualTo(expected);
  }
}
