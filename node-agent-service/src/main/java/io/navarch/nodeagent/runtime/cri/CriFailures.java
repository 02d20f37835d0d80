package io.navarch.nodeagent.runtime.cri;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns refusals of gRPC into the failures of the port, worded as Kubernetes users know them. */
final class CriFailures {

  private CriFailures() {}

  static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw translate(e);
    }
  }

  /** For calls whose object may be gone: nothing instead of NOT_FOUND. */
  static <T> @Nullable T ifFound(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return null;
      }
      throw translate(e);
    }
  }

  static RuntimeFailure translate(StatusRuntimeException e) {
    var status = e.getStatus();
    var description = status.getDescription() == null ? "" : status.getDescription();
    var message = "rpc error: code = %s desc = %s".formatted(wordOf(status.getCode()), description);
    return new RuntimeFailure(codeOf(status.getCode()), message, description, e);
  }

  private static Code codeOf(Status.Code code) {
    return switch (code) {
      case NOT_FOUND -> Code.NOT_FOUND;
      case ALREADY_EXISTS -> Code.ALREADY_EXISTS;
      case DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case UNIMPLEMENTED -> Code.UNIMPLEMENTED;
      default -> Code.OTHER;
    };
  }

  /** {@code NOT_FOUND} reads {@code NotFound}. */
  private static String wordOf(Status.Code code) {
    var word = new StringBuilder();
    for (var part : code.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
