package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.policy.MatchedRequest;
import io.navarch.apiserver.admission.policy.Matcher;
import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.cel.MatchConditions.Answer;
import io.navarch.apiserver.cel.RequestVariables;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.webhook.WebhookAddress;
import io.navarch.apiserver.webhook.WebhookClient;
import io.navarch.apiserver.webhook.WebhookException;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks one webhook about one request, and holds to its failure policy. */
@Slf4j
@Component
@RequiredArgsConstructor
final class WebhookCall {

  private final WebhookClient client;
  private final Matcher matcher;
  private final AuthorizationChain authorization;

  /** The request as the webhook sees it; empty if it does not want to. */
  Optional<MatchedRequest> match(Webhook webhook, AdmissionRequest request) {
    var matched = matcher.match(webhook.constraints(), request);
    if (matched.isEmpty()) {
      return matched;
    }
    var seen = matched.get();
    var variables =
        RequestVariables.of(seen.request(), seen.made(), seen.namespace(), authorization);
    return switch (webhook.conditions().ask(variables)) {
      case Answer.Matches _ -> matched;
      case Answer.Differs _ -> Optional.empty();
      case Answer.Failed(var why) -> {
        if (webhook.failsClosed()) {
          throw request.forbidden(why);
        }
        yield Optional.empty();
      }
    };
  }

  /**
   * The {@code response} of a webhook that allows the request; empty if it failed and may.
   *
   * @throws ApiStatusException if it refuses, or failed and must not
   */
  Optional<JsonNode> ask(Webhook webhook, MatchedRequest seen) {
    var request = seen.request();
    if (request.dryRun() && !webhook.supportsDryRun()) {
      throw ApiStatusException.badRequest(
          "admission webhook \"%s\" does not support dry run".formatted(webhook.name()));
    }
    try {
      var response = call(webhook, seen);
      if (!response.path("allowed").asBoolean(false)) {
        throw Denial.of(webhook.name(), response.path("status"));
      }
      return Optional.of(response);
    } catch (WebhookException e) {
      var why = "failed calling webhook \"%s\": %s".formatted(webhook.name(), e.getMessage());
      if (webhook.failsClosed()) {
        throw ApiStatusException.internal(why);
      }
      log.atWarn().addKeyValue("webhook", webhook.name()).log("a webhook failed and is ignored");
      return Optional.empty();
    }
  }

  private JsonNode call(Webhook webhook, MatchedRequest seen) throws WebhookException {
    var review =
        Reviews.of(seen.request(), seen.made(), webhook.reviewVersion(), UUID.randomUUID());
    var answer = post(webhook, review);
    var problem = Reviews.problem(answer, review);
    if (!problem.isEmpty()) {
      throw new WebhookException("received invalid webhook response: " + problem);
    }
    return answer.path("response");
  }

  private JsonNode post(Webhook webhook, JsonNode review) throws WebhookException {
    try {
      var address = WebhookAddress.of(webhook.node().path("clientConfig"));
      return client.post(address.waiting(webhook.seconds()), review, webhook.limit());
    } catch (WebhookException e) {
      throw new WebhookException("failed to call webhook: " + e.getMessage(), e);
    }
  }
}
