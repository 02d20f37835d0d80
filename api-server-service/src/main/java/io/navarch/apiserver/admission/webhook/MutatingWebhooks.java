package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Notices;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.Kind;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets webhooks change objects, one after the other. Those that ask for it see the object once more
 * if others have changed it after them. Deletions they can only refuse.
 */
@Component
@Order(AdmissionOrder.MUTATING_ADMISSION_WEBHOOK)
final class MutatingWebhooks implements MutatingAdmission, ValidatingAdmission {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final WebhookIndex index;
  private final WebhookCall call;
  private final ObjectPatches patches;
  private final Resources resources;
  private final Notices notices;

  MutatingWebhooks(
      WatchCache cache,
      Expressions expressions,
      WebhookCall call,
      ObjectPatches patches,
      Resources resources,
      Notices notices) {
    this.index = new WebhookIndex(cache, expressions, "mutatingwebhookconfigurations");
    this.call = call;
    this.patches = patches;
    this.resources = resources;
    this.notices = notices;
  }

  @Override
  public boolean handles(AdmissionRequest request) {
    return !ExemptKinds.include(request.kind());
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE) {
      for (var webhook : index.present()) {
        call.match(webhook, request).flatMap(seen -> call.ask(webhook, seen)).ifPresent(this::warn);
      }
    }
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var webhooks = index.present();
    var current = object;
    var asked = new HashSet<Webhook>();
    var outdated = new HashSet<Webhook>();
    for (var webhook : webhooks) {
      var next = apply(webhook, request, current, asked);
      if (!next.equals(current)) {
        outdated.addAll(asked);
        outdated.remove(webhook);
        current = next;
      }
    }
    for (var webhook : webhooks) {
      if (webhook.wantsReinvocation() && outdated.contains(webhook)) {
        current = apply(webhook, request, current, asked);
      }
    }
    return current;
  }

  private ObjectNode apply(
      Webhook webhook, AdmissionRequest request, ObjectNode object, Set<Webhook> asked) {
    var matched = call.match(webhook, request.withObject(object));
    if (matched.isEmpty()) {
      return object;
    }
    asked.add(webhook);
    var seen = matched.get();
    var response = call.ask(webhook, seen);
    if (response.isEmpty()) {
      return object;
    }
    warn(response.get());
    var operations = operations(webhook, response.get());
    if (operations.isEmpty()) {
      return object;
    }
    var kind = seen.request().kind();
    var patched = patches.patch(kind, seen.request().requireObject(), operations);
    return stored(kind, patched);
  }

  private ObjectNode stored(Kind kind, ObjectNode object) {
    return resources
        .find(kind.resource())
        .filter(served -> !served.isStorageVersion())
        .map(served -> served.toStorage(object))
        .orElse(object);
  }

  private void warn(JsonNode response) {
    response.path("warnings").forEach(warning -> notices.warn(warning.asString("")));
  }

  private static ArrayNode operations(Webhook webhook, JsonNode response) {
    var patch = response.path("patch").asString("");
    if (patch.isEmpty()) {
      return JSON.createArrayNode();
    }
    var type = response.path("patchType").asString("");
    if (!type.equals("JSONPatch")) {
      throw failed(webhook, "unsupported patch type \"%s\"".formatted(type));
    }
    try {
      if (JSON.readTree(Base64.getDecoder().decode(patch)) instanceof ArrayNode operations) {
        return operations;
      }
      throw failed(webhook, "the patch is no list");
    } catch (IllegalArgumentException | JacksonException e) {
      throw failed(webhook, "the patch can't be read: " + e.getMessage());
    }
  }

  private static ApiStatusException failed(Webhook webhook, String why) {
    return ApiStatusException.internal(
        "failed calling webhook \"%s\": received invalid webhook response: %s"
            .formatted(webhook.name(), why));
  }
}
