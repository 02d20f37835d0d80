package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.schema.GroupResource;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses writes into namespaces that do not exist, new objects in namespaces that are going away,
 * and the deletion of namespaces without which there is no cluster. It changes nothing, but stands
 * among those that do, as upstream has it, so that nothing is completed in vain.
 */
@Component
@Order(AdmissionOrder.NAMESPACE_LIFECYCLE)
@RequiredArgsConstructor
final class NamespaceLifecycle implements MutatingAdmission, ValidatingAdmission {

  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.isOn("", "namespaces")
        ? request.operation() == Operation.DELETE
        : !request.namespace().isEmpty()
            && request.operation() != Operation.CONNECT
            && !request.isOn("authorization.k8s.io", "localsubjectaccessreviews");
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE
        && request.isOn("", "namespaces")
        && IMMORTAL.contains(request.name())) {
      throw request.forbidden("this namespace may not be deleted");
    }
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    if (request.operation() == Operation.DELETE) {
      return object;
    }
    var name = request.namespace();
    var namespace =
        objects
            .find(NAMESPACES, "", name)
            .or(() -> objects.findNewest(NAMESPACES, "", name))
            .orElseThrow(() -> ApiStatusException.notFound(NAMESPACES, name));
    if (request.operation() == Operation.CREATE
        && namespace.at("/status/phase").asString("").equals("Terminating")) {
      throw terminating(request);
    }
    return object;
  }

  private static ApiStatusException terminating(AdmissionRequest request) {
    var namespace = request.namespace();
    var status =
        request
            .forbidden(
                "unable to create new content in namespace %s because it is being terminated"
                    .formatted(namespace))
            .status();
    var cause =
        new FieldCause(
            "NamespaceTerminating",
            "namespace %s is being terminated".formatted(namespace),
            "metadata.namespace");
    return new ApiStatusException(
        new Status(
            StatusReason.FORBIDDEN,
            status.code(),
            status.message(),
            status.group(),
            status.kind(),
            status.name(),
            "",
            List.of(cause),
            0));
  }
}
