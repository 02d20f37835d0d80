package io.navarch.schema.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the generated catalogue says. */
class BuiltInCatalogueTest {

  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();

  @Test
  void holdsEveryKindAndTypeOfTheTables() {
    assertThat(CATALOGUE.kinds()).hasSizeGreaterThan(60);
    assertThat(CATALOGUE.types().stream().filter(type -> type.published())).hasSize(584);
    assertThat(CATALOGUE.servedVersions()).hasSize(22);
  }

  @Test
  void refersOnlyToTypesItHolds() {
    var unknown = new ArrayList<String>();
    for (var type : CATALOGUE.types()) {
      for (var field : type.fields().values()) {
        collectUnknown(field.type(), type.name() + "." + field.name(), unknown);
      }
    }
    for (var kind : CATALOGUE.kinds()) {
      if (CATALOGUE.findType(kind.typeName()).isEmpty()) {
        unknown.add(kind.gvk().toString());
      }
      if (kind.serves("list") && CATALOGUE.findType(kind.listGvk()).isEmpty()) {
        unknown.add(kind.listGvk().toString());
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void describesEveryKind() {
    assertThat(CATALOGUE.kinds())
        .allSatisfy(kind ->
            assertThat(CATALOGUE.findType(kind.typeName()).orElseThrow().description())
                .as(kind.gvk().toString())
                .isNotEmpty());
  }

  @Test
  void knowsDeploymentsByUrlAndByBody() {
    var byUrl = CATALOGUE.findKind(new GroupVersionResource("apps", "v1", "deployments"));
    var byBody = CATALOGUE.findKind(new GroupVersionKind("apps", "v1", "Deployment"));

    assertThat(byUrl).isPresent().isEqualTo(byBody);
    var kind = byUrl.orElseThrow();
    assertThat(kind.shortNames()).containsExactly("deploy");
    assertThat(kind.storageVersionHash()).isEqualTo("8aSe+NMegvE=");
    assertThat(kind.subresources().keySet()).containsExactly("scale", "status");
    assertThat(kind.findSubresource("scale").orElseThrow().kind())
        .isEqualTo(new GroupVersionKind("autoscaling", "v1", "Scale"));
    assertThat(kind.columns().getFirst().name()).isEqualTo("Name");
  }

  @Test
  void keepsEventsOfBothGroupsInOneCollection() {
    var kind =
        CATALOGUE.findKind(new GroupVersionResource("events.k8s.io", "v1", "events")).orElseThrow();

    assertThat(kind.collection()).isEqualTo(new GroupResource("", "events"));
    assertThat(kind.groupResource()).isEqualTo(new GroupResource("events.k8s.io", "events"));
  }

  @Test
  void storesKindsInAVersionThatIsServed() {
    assertThat(CATALOGUE.kinds())
        .allSatisfy(kind -> assertThat(CATALOGUE.findKind(kind.storageKind())).isPresent());
  }

  @Test
  void knowsHowContainersMerge() {
    var containers = field("io.k8s.api.core.v1.PodSpec", "containers");

    assertThat(containers.type())
        .isEqualTo(new FieldType.ListOf(new FieldType.Ref("io.k8s.api.core.v1.Container")));
    assertThat(containers.semantics()).isEqualTo(new ListSemantics.MapBy(List.of("name")));
    assertThat(containers.mergeKey()).contains("name");
    assertThat(containers.patchStrategies()).containsExactly("merge");
    assertThat(containers.required()).isTrue();
    assertThat(containers.description()).isNotEmpty();
    assertThat(containers.protoPath()).containsExactly(2);
  }

  @Test
  void knowsTheWayToFieldsThatJsonFoldsIntoTheirParent() {
    assertThat(field("io.k8s.api.core.v1.Volume", "emptyDir").protoPath()).containsExactly(2, 2);
    assertThat(
            field("io.k8s.api.admissionregistration.v1.NamedRuleWithOperations", "apiGroups")
                .protoPath())
        .containsExactly(2, 2, 1);
    assertThat(field("io.k8s.apimachinery.pkg.apis.meta.v1.APIResource", "verbs").protoPath())
        .containsExactly(4, 1);
  }

  @Test
  void spellsSpecialValues() {
    assertThat(field("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", "creationTimestamp").type())
        .isEqualTo(new FieldType.Scalar(ScalarType.TIME));
    assertThat(field("io.k8s.api.core.v1.ResourceRequirements", "limits").type())
        .isEqualTo(new FieldType.MapOf(new FieldType.Scalar(ScalarType.QUANTITY)));
  }

  @Test
  void putsThePreferredVersionOfAGroupFirst() {
    var versions = CATALOGUE.servedVersions().stream().map(v -> v.groupVersion()).toList();

    assertThat(versions).startsWith(new GroupVersion("", "v1"));
    assertThat(versions.indexOf(new GroupVersion("autoscaling", "v2")))
        .isLessThan(versions.indexOf(new GroupVersion("autoscaling", "v1")));
  }

  private static Field field(String type, String name) {
    return CATALOGUE.findType(type).orElseThrow().findField(name).orElseThrow();
  }

  private static void collectUnknown(FieldType type, String where, List<String> unknown) {
    switch (type) {
      case FieldType.Ref(var name) -> {
        if (CATALOGUE.findType(name).isEmpty()) {
          unknown.add(where + " -> " + name);
        }
      }
      case FieldType.ListOf(var element) -> collectUnknown(element, where, unknown);
      case FieldType.MapOf(var value) -> collectUnknown(value, where, unknown);
      case FieldType.Scalar _ -> {}
    }
  }
}
