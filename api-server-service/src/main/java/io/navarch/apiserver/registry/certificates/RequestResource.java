package io.navarch.apiserver.registry.certificates;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code CertificateSigningRequest}: what was asked for, and by whom, stays. */
@Component
final class RequestResource implements ResourceLaw {

  @Override
  public GroupResource resource() {
    return new GroupResource("certificates.k8s.io", "certificatesigningrequests");
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    Optional.ofNullable(old.get("spec")).ifPresent(spec -> object.set("spec", spec.deepCopy()));
    return object;
  }
}
