package io.navarch.apiserver.webhook;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Asks webhooks. */
public interface WebhookClient {

  /**
   * What the webhook answers to a body.
   *
   * @param limit after which it is not waited for any longer, however slowly it talks
   * @throws WebhookException if it can't be reached, does not answer in time, or not with JSON
   */
  JsonNode post(WebhookAddress address, JsonNode body, Duration limit) throws WebhookException;
}
