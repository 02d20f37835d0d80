package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Notices;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.admission.policy.MatchedRequest;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lets webhooks refuse requests; all of them are asked at the same time. */
@Component
@Order(AdmissionOrder.VALIDATING_ADMISSION_WEBHOOK)
final class ValidatingWebhooks implements ValidatingAdmission {

  private final WebhookIndex index;
  private final WebhookCall call;
  private final Notices notices;

  ValidatingWebhooks(WatchCache cache, Expressions expressions, WebhookCall call, Notices notices) {
    this.index = new WebhookIndex(cache, expressions, "validatingwebhookconfigurations");
    this.call = call;
    this.notices = notices;
  }

  @Override
  public boolean handles(AdmissionRequest request) {
    return !ExemptKinds.include(request.kind());
  }

  @Override
  public void validate(AdmissionRequest request) {
    var questions = new ArrayList<FutureTask<Optional<JsonNode>>>();
    for (var webhook : index.present()) {
      call.match(webhook, request).ifPresent(seen -> questions.add(begin(webhook, seen)));
    }
    List.copyOf(questions).forEach(this::finish);
  }

  private FutureTask<Optional<JsonNode>> begin(Webhook webhook, MatchedRequest seen) {
    var task = new FutureTask<>(() -> call.ask(webhook, seen));
    Thread.ofVirtual().name("validating-webhook").start(task);
    return task;
  }

  /** Ends within the webhook's own limit. */
  private void finish(FutureTask<Optional<JsonNode>> question) {
    try {
      question
          .get()
          .ifPresent(response ->
              response.path("warnings").forEach(warning -> notices.warn(warning.asString(""))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiStatusException.timeout();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiStatusException refused) {
        throw refused;
      }
      throw new IllegalStateException("a webhook could not be asked", e);
    }
  }
}
