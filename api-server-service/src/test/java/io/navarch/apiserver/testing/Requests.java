package io.navarch.apiserver.testing;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Admission requests of tests. */
public final class Requests {

  private Requests() {}

  /** A request of alice. */
  public static AdmissionRequest on(
      String group, String resource, Operation operation, ObjectNode object) {
    var namespace = object.path("metadata").path("namespace").asString("");
    return AdmissionRequest.builder()
        .operation(operation)
        .kind(kind(group, resource, !namespace.isEmpty()))
        .subresource("")
        .namespace(namespace)
        .name(object.path("metadata").path("name").asString(""))
        .user(UserInfo.of("alice", "system:authenticated"))
        .object(object)
        .build();
  }

  private static Kind kind(String group, String resource, boolean namespaced) {
    return Kind.builder()
        .gvk(new GroupVersionKind(group, "v1", resource))
        .plural(resource)
        .singular("")
        .namespaced(namespaced)
        .typeName("")
        .verbs(List.of())
        .shortNames(List.of())
        .categories(List.of())
        .columns(List.of())
        .selectableFields(List.of())
        .subresources(Map.of())
        .storageVersion(new GroupVersion(group, "v1"))
        .build();
  }
}
