package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a webhook's refusal is told to the client. Pure. */
final class Denial {

  private static final int BAD_REQUEST = 400;

  private Denial() {}

  /** The refusal, in the webhook's words where it has any. */
  static ApiStatusException of(String webhook, JsonNode status) {
    var denied = "admission webhook \"%s\" denied the request".formatted(webhook);
    var reason = status.path("reason").asString("");
    var words = status.path("message").asString(reason);
    var message = words.isEmpty() ? denied + " without explanation" : denied + ": " + words;
    int code = Math.max(status.path("code").asInt(0), BAD_REQUEST);
    return new ApiStatusException(
        new Status(reason(reason), code, message, "", "", "", "", List.of(), 0));
  }

  private static StatusReason reason(String name) {
    return Arrays.stream(StatusReason.values())
        .filter(reason -> reason.wireName().equals(name))
        .findFirst()
        .orElse(StatusReason.UNKNOWN);
  }
}
