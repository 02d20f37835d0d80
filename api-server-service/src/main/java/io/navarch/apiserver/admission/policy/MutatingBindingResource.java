package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code MutatingAdmissionPolicyBinding}. */
@Component
@RequiredArgsConstructor
final class MutatingBindingResource implements ResourceLaw {

  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return new GroupResource(PolicyKinds.GROUP, "mutatingadmissionpolicybindings");
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    new BindingLaw(expressions, errors).check(object.path("spec"));
  }
}
