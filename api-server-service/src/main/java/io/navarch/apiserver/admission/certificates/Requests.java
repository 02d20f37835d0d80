package io.navarch.apiserver.admission.certificates;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.schema.GroupVersionResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the plugins about certificate signing requests share. */
@Component
@RequiredArgsConstructor
class Requests {

  static final String GROUP = "certificates.k8s.io";
  static final String RESOURCE = "certificatesigningrequests";

  private final AuthorizationChain authorization;

  /** The signer that an object asks. */
  static String signer(JsonNode request) {
    return request.path("spec").path("signerName").asString("");
  }

  /** Whether the user may act for this signer, by its name or by all names of its domain. */
  boolean may(AdmissionRequest request, String verb, String signer) {
    int slash = signer.indexOf('/');
    var domain = slash < 0 ? signer : signer.substring(0, slash);
    return isAllowed(request, verb, signer) || isAllowed(request, verb, domain + "/*");
  }

  private boolean isAllowed(AdmissionRequest request, String verb, String name) {
    var signers = new GroupVersionResource(GROUP, "*", "signers");
    var question = new RequestInfo(true, verb, "", signers, "", "", name, "", "");
    return authorization.authorize(request.user(), question) instanceof Verdict.Allow;
  }
}
