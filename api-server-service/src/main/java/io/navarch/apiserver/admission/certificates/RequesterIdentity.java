package io.navarch.apiserver.admission.certificates;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes into a new request who asks, whatever it says itself; later nothing of it changes.
 * Upstream has this in the storage of requests; it stands here because the registry knows no users.
 */
@Component
@Order(AdmissionOrder.REQUESTER_IDENTITY)
final class RequesterIdentity implements MutatingAdmission {

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.CREATE
        && request.isOn(Requests.GROUP, Requests.RESOURCE);
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var stamped = object.deepCopy();
    var user = request.user();
    var spec = stamped.withObjectProperty("spec");
    for (var claimed : new String[] {"uid", "groups", "extra"}) {
      spec.remove(claimed);
    }
    spec.put("username", user.name());
    if (!user.uid().isEmpty()) {
      spec.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      user.groups().forEach(spec.putArray("groups")::add);
    }
    if (!user.extra().isEmpty()) {
      var extra = spec.putObject("extra");
      user.extra().forEach((name, values) -> values.forEach(extra.putArray(name)::add));
    }
    return stamped;
  }
}
