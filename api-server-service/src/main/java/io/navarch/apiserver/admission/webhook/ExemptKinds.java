package io.navarch.apiserver.admission.webhook;

import io.navarch.schema.Kind;
import java.util.Set;

/** What no webhook may stand in the way of: that by which webhooks are taken away again. */
final class ExemptKinds {

  private static final Set<String> PLURALS =
      Set.of(
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations",
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings");

  private ExemptKinds() {}

  static boolean include(Kind kind) {
    return kind.gvk().group().equals("admissionregistration.k8s.io")
        && PLURALS.contains(kind.plural());
  }
}
