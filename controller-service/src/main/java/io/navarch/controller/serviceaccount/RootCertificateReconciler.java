package io.navarch.controller.serviceaccount;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the certificate by which pods know the API server into each namespace. */
@Component
final class RootCertificateReconciler implements Reconciler<Namespace> {

  private static final String NAME = "kube-root-ca.crt";
  private static final String KEY = "ca.crt";
  private static final String DESCRIPTION = "kubernetes.io/description";
  private static final String TEXT =
      "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
          + " endpoints such as the internal service IP or kubernetes.default.svc. No other usage is"
          + " guaranteed across distributions of Kubernetes clusters.";

  private final ApiClient api;
  private final Lister<ConfigMap> maps;
  private final String certificate;

  RootCertificateReconciler(ApiClient api, Informers informers, KubernetesClient client) {
    this.api = api;
    this.maps = informers.lister(ConfigMap.class);
    this.certificate = certificate(client);
  }

  /** The authority that this process itself trusts, from its kubeconfig. */
  private static String certificate(KubernetesClient client) {
    var config = client.getConfiguration();
    if (config.getCaCertData() != null) {
      return new String(
          Base64.getMimeDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
    }
    if (config.getCaCertFile() == null) {
      return "";
    }
    try {
      return Files.readString(Path.of(config.getCaCertFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "root_ca_cert_publisher";
  }

  @Override
  public Watches<Namespace> watches() {
    return Watches.of(Namespace.class)
        .mapping(
            ConfigMap.class,
            map ->
                map.getMetadata().getName().equals(NAME)
                    ? List.of(ResourceKey.of(null, map.getMetadata().getNamespace()))
                    : List.of());
  }

  @Override
  public Outcome reconcile(Namespace namespace) {
    var name = namespace.getMetadata().getName();
    boolean terminating =
        namespace.getStatus() != null && "Terminating".equals(namespace.getStatus().getPhase());
    if (terminating || certificate.isEmpty()) {
      return Outcome.done();
    }
    var found = maps.find(ResourceKey.of(name, NAME));
    if (found.isEmpty()) {
      create(name);
    } else if (!isRight(found.get())) {
      api.update(
          new ConfigMapBuilder(found.get())
              .withData(Map.of(KEY, certificate))
              .editMetadata()
              .addToAnnotations(DESCRIPTION, TEXT)
              .endMetadata()
              .build());
    }
    return Outcome.done();
  }

  private boolean isRight(ConfigMap map) {
    var annotations = new HashMap<String, String>();
    if (map.getMetadata().getAnnotations() != null) {
      annotations.putAll(map.getMetadata().getAnnotations());
    }
    return Map.of(KEY, certificate).equals(map.getData())
        && !annotations.getOrDefault(DESCRIPTION, "").isEmpty();
  }

  private void create(String namespace) {
    try {
      api.create(
          new ConfigMapBuilder()
              .withNewMetadata()
              .withNamespace(namespace)
              .withName(NAME)
              .addToAnnotations(DESCRIPTION, TEXT)
              .endMetadata()
              .withData(Map.of(KEY, certificate))
              .build());
    } catch (ApiException e) {
      if (!e.isAlreadyExists() && !e.hasCause("NamespaceTerminating")) {
        throw e;
      }
    }
  }
}
