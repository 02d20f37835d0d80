package io.navarch.apiserver.registry.warning;

import io.navarch.apiserver.registry.ObjectWarnings;
import io.navarch.schema.GroupResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Warnings about kinds that need but a few. */
@Component
final class OtherWarnings implements ObjectWarnings {

  private static final Set<GroupResource> RESOURCES =
      Set.of(
          new GroupResource("", "services"),
          new GroupResource("", "secrets"),
          new GroupResource("", "persistentvolumes"),
          new GroupResource("", "nodes"),
          new GroupResource("discovery.k8s.io", "endpointslices"),
          new GroupResource("storage.k8s.io", "csidrivers"));

  @Override
  public Set<GroupResource> resources() {
    return RESOURCES;
  }

  @Override
  public List<String> of(ObjectNode object, Optional<ObjectNode> old) {
    var warnings = new ArrayList<String>();
    switch (object.path("kind").asString("")) {
      case "Service" -> service(object, warnings);
      case "Secret" -> secret(object, warnings);
      case "PersistentVolume" -> volume(object, warnings);
      case "Node" -> node(object, warnings);
      case "EndpointSlice" -> slice(object, warnings);
      case "CSIDriver" -> driver(object, warnings);
      default -> throw new IllegalArgumentException("not asked for " + object.path("kind"));
    }
    return warnings;
  }

  private static void service(JsonNode service, List<String> warnings) {
    var spec = service.path("spec");
    if (!spec.path("externalIPs").isEmpty()) {
      warnings.add(
          "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
    }
    boolean external = spec.path("type").asString("").equals("ExternalName");
    if (!external && !spec.path("externalName").asString("").isEmpty()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
    if (!external && spec.path("clusterIP").asString("").equals("None")) {
      if (!spec.path("loadBalancerIP").asString("").isEmpty()) {
        warnings.add("spec.loadBalancerIP is ignored for headless services");
      }
      if (!spec.path("externalIPs").isEmpty()) {
        warnings.add("spec.externalIPs is ignored for headless services");
      }
      if (!spec.path("sessionAffinity").asString("None").equals("None")) {
        warnings.add("spec.SessionAffinity is ignored for headless services");
      }
    }
  }

  private static void secret(JsonNode secret, List<String> warnings) {
    if (secret.path("type").asString("").equals("kubernetes.io/tls")) {
      if (!holdsPem(secret, "tls.crt")) {
        warnings.add("tls: failed to find any PEM data in certificate input");
      } else if (!holdsPem(secret, "tls.key")) {
        warnings.add("tls: failed to find any PEM data in key input");
      }
    }
  }

  private static boolean holdsPem(JsonNode secret, String name) {
    var bytes = Base64.getMimeDecoder().decode(secret.path("data").path(name).asString(""));
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }

  private static void volume(JsonNode volume, List<String> warnings) {
    if (volume.at("/spec/persistentVolumeReclaimPolicy").asString("").equals("Recycle")) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.");
    }
  }

  private static void node(JsonNode node, List<String> warnings) {
    if (!node.at("/spec/externalID").asString("").isEmpty()) {
      warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
    }
    if (node.at("/spec/configSource").isObject()) {
      warnings.add(
          "spec.configSource: the feature is removed, and the field is ignored by Kubernetes");
    }
  }

  private static void slice(JsonNode slice, List<String> warnings) {
    if (slice.path("addressType").asString("").equals("FQDN")) {
      warnings.add("spec.addressType: FQDN endpoints are deprecated");
    }
  }

  private static void driver(JsonNode driver, List<String> warnings) {
    var spec = driver.path("spec");
    if (!spec.path("tokenRequests").isEmpty() && !spec.has("serviceAccountTokenInSecrets")) {
      warnings.add(
          "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes");
    }
  }
}
