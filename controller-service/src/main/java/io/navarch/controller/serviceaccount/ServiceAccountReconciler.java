package io.navarch.controller.serviceaccount;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives each namespace the ServiceAccount that pods run as unless they name another. */
@Component
final class ServiceAccountReconciler implements Reconciler<Namespace> {

  private static final String DEFAULT = "default";

  private final ApiClient api;
  private final Lister<ServiceAccount> accounts;

  ServiceAccountReconciler(ApiClient api, Informers informers) {
    this.api = api;
    this.accounts = informers.lister(ServiceAccount.class);
  }

  @Override
  public String name() {
    return "serviceaccount";
  }

  @Override
  public Watches<Namespace> watches() {
    return Watches.of(Namespace.class)
        .mappingEvents(
            ServiceAccount.class,
            event ->
                event instanceof CacheEvent.Removed<ServiceAccount>(var account)
                        && account.getMetadata().getName().equals(DEFAULT)
                    ? List.of(ResourceKey.of(null, account.getMetadata().getNamespace()))
                    : List.of());
  }

  @Override
  public Outcome reconcile(Namespace namespace) {
    var name = namespace.getMetadata().getName();
    boolean active =
        namespace.getStatus() == null || !"Terminating".equals(namespace.getStatus().getPhase());
    if (active && accounts.find(ResourceKey.of(name, DEFAULT)).isEmpty()) {
      try {
        api.create(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(name)
                .withName(DEFAULT)
                .endMetadata()
                .build());
      } catch (ApiException e) {
        if (!e.isAlreadyExists() && !e.hasCause("NamespaceTerminating")) {
          throw e;
        }
      }
    }
    return Outcome.done();
  }
}
