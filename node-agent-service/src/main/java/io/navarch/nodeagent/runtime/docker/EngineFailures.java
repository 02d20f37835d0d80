package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns refusals of the engine into the failures of the port. */
final class EngineFailures {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final String NAME_TAKEN = "is already in use by container";

  private EngineFailures() {}

  static RuntimeFailure translate(Throwable cause, URI endpoint) {
    return switch (cause) {
      case RuntimeFailure failure -> failure;
      case DockerException refusal -> refused(refusal);
      case DockerClientException broken -> failure(Code.OTHER, text(broken), broken);
      case InterruptedException e -> failure(Code.OTHER, "interrupted while asking Docker", e);
      default -> unreachable(cause, endpoint);
    };
  }

  private static RuntimeFailure refused(DockerException refusal) {
    var message = messageIn(text(refusal));
    var code =
        switch (refusal.getHttpStatus()) {
          case NOT_FOUND -> Code.NOT_FOUND;
          case CONFLICT -> message.contains(NAME_TAKEN) ? Code.ALREADY_EXISTS : Code.OTHER;
          default -> Code.OTHER;
        };
    return failure(code, message, refusal);
  }

  private static RuntimeFailure unreachable(Throwable cause, URI endpoint) {
    var message = "cannot reach the Docker daemon at %s: %s".formatted(endpoint, text(cause));
    return failure(Code.UNAVAILABLE, message, cause);
  }

  private static RuntimeFailure failure(Code code, String message, Throwable cause) {
    return new RuntimeFailure(code, message, message, cause);
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The client library says {@code Status 404: {"message":"…"}}. */
  private static String messageIn(String text) {
    int body = text.indexOf('{');
    if (body < 0) {
      return text;
    }
    try {
      return JsonMapper.shared().readTree(text.substring(body)).path("message").asString(text);
    } catch (JacksonException _) {
      return text;
    }
  }
}
