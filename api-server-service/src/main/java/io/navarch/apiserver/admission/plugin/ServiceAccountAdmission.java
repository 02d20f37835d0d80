package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every Pod a ServiceAccount that exists, its pull secrets, and the volume with which its
 * containers reach the API.
 */
@Component
@Order(AdmissionOrder.SERVICE_ACCOUNT)
@RequiredArgsConstructor
final class ServiceAccountAdmission implements MutatingAdmission, ValidatingAdmission {

  private static final GroupResource SERVICE_ACCOUNTS = new GroupResource("", "serviceaccounts");
  private static final String ENFORCE = "kubernetes.io/enforce-mountable-secrets";

  private final ObjectReader objects;
  private final ApiAccessVolume volume;

  @Override
  public boolean handles(AdmissionRequest request) {
    return PodTrees.isCreation(request);
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    if (PodTrees.isMirror(object)) {
      return object;
    }
    var pod = object.deepCopy();
    var spec = PodTrees.spec(pod);
    var given = spec.path("serviceAccountName").asString("");
    var name = given.isEmpty() ? "default" : given;
    spec.put("serviceAccountName", name).put("serviceAccount", name);
    var account = accountOf(request, name);
    if (wantsToken(spec, account)) {
      volume.mount(spec);
    }
    if (spec.path("imagePullSecrets").isEmpty() && !account.path("imagePullSecrets").isEmpty()) {
      spec.set("imagePullSecrets", account.path("imagePullSecrets").deepCopy());
    }
    return pod;
  }

  @Override
  public void validate(AdmissionRequest request) {
    var pod = request.requireObject();
    if (PodTrees.isMirror(pod)) {
      validateMirror(request, pod);
      return;
    }
    var account =
        accountOf(request, pod.path("spec").path("serviceAccountName").asString("default"));
    if (account.path("metadata").path("annotations").path(ENFORCE).asString("").equals("true")) {
      validateMountable(request, pod, account);
    }
  }

  private ObjectNode accountOf(AdmissionRequest request, String name) {
    return objects
        .find(SERVICE_ACCOUNTS, request.namespace(), name)
        .or(() -> objects.findNewest(SERVICE_ACCOUNTS, request.namespace(), name))
        .orElseThrow(() ->
            request.forbidden(
                "error looking up service account %s/%s: serviceaccount \"%s\" not found"
                    .formatted(request.namespace(), name, name)));
  }

  private static boolean wantsToken(JsonNode spec, JsonNode account) {
    var field = "automountServiceAccountToken";
    return spec.path(field).asBoolean(account.path(field).asBoolean(true));
  }

  private static void validateMirror(AdmissionRequest request, ObjectNode pod) {
    var spec = pod.path("spec");
    if (!spec.path("serviceAccountName").asString("").isEmpty()) {
      throw request.forbidden("a mirror pod may not reference service accounts");
    }
    if (MountableSecrets.referenced(spec).findAny().isPresent()) {
      throw request.forbidden("a mirror pod may not reference secrets");
    }
    var projectsToken =
        spec.path("volumes")
            .valueStream()
            .flatMap(v -> v.path("projected").path("sources").valueStream())
            .anyMatch(s -> s.has("serviceAccountToken"));
    if (projectsToken) {
      throw request.forbidden("a mirror pod may not use ServiceAccountToken volume projections");
    }
  }

  private static void validateMountable(
      AdmissionRequest request, ObjectNode pod, ObjectNode account) {
    var spec = pod.path("spec");
    var name = account.path("metadata").path("name").asString("");
    var secrets = names(account.path("secrets"));
    MountableSecrets.referenced(spec)
        .filter(r -> !secrets.contains(r.secret()))
        .findFirst()
        .ifPresent(r -> {
          throw request.forbidden(r.refusal(name));
        });
    var pullSecrets = names(account.path("imagePullSecrets"));
    int index = 0;
    for (var secret : spec.path("imagePullSecrets")) {
      if (!pullSecrets.contains(secret.path("name").asString(""))) {
        throw request.forbidden(
            ("imagePullSecrets[%d].name=\"%s\" is not allowed because service account %s does not"
                    + " reference that imagePullSecret")
                .formatted(index, secret.path("name").asString(""), name));
      }
      index++;
    }
  }

  private static Set<String> names(JsonNode references) {
    return references
        .valueStream()
        .map(r -> r.path("name").asString(""))
        .collect(Collectors.toSet());
  }
}
