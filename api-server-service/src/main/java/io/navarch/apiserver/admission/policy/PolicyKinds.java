package io.navarch.apiserver.admission.policy;

import io.navarch.schema.Kind;
import java.util.Set;

/** The kinds that no policy may stand in the way of: policies themselves. */
final class PolicyKinds {

  static final String GROUP = "admissionregistration.k8s.io";

  private static final Set<String> POLICIES =
      Set.of(
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings");

  private PolicyKinds() {}

  static boolean isPolicy(Kind kind) {
    return kind.gvk().group().equals(GROUP) && POLICIES.contains(kind.plural());
  }
}
