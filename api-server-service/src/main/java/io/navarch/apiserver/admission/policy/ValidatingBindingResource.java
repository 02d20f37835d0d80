package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code ValidatingAdmissionPolicyBinding}. */
@Component
@RequiredArgsConstructor
final class ValidatingBindingResource implements ResourceLaw {

  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return new GroupResource(PolicyKinds.GROUP, "validatingadmissionpolicybindings");
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    var law = new BindingLaw(expressions, errors);
    law.check(object.path("spec"));
    law.actions(object.path("spec"));
  }
}
