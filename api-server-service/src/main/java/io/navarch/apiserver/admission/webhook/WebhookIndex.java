package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.MatchConditions;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The present webhooks of one kind of configuration. */
final class WebhookIndex {

  private final WatchCache cache;
  private final Expressions expressions;
  private final GroupResource resource;
  private volatile State state = new State(-1, List.of());

  private record State(long revision, List<Webhook> webhooks) {}

  WebhookIndex(WatchCache cache, Expressions expressions, String plural) {
    this.cache = cache;
    this.expressions = expressions;
    this.resource = new GroupResource("admissionregistration.k8s.io", plural);
  }

  /** In the order of their configurations' names. */
  List<Webhook> present() {
    var snapshot = cache.current(resource);
    var known = state;
    if (known.revision == snapshot.revision()) {
      return known.webhooks;
    }
    var webhooks = new ArrayList<Webhook>();
    snapshot.stream("", "").forEach(stored -> webhooks.addAll(read(stored.tree())));
    state = new State(snapshot.revision(), List.copyOf(webhooks));
    return webhooks;
  }

  private List<Webhook> read(ObjectNode configuration) {
    var name = configuration.path("metadata").path("name").asString("");
    return configuration
        .path("webhooks")
        .valueStream()
        .map(node -> {
          var environment = expressions.admission(Expressions.Also.AUTHORIZER);
          return Webhook.of(
              name, node, MatchConditions.of(node.path("matchConditions"), environment));
        })
        .toList();
  }
}
