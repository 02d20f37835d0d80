package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import io.navarch.schema.quantity.GoDuration;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long a request may take: what its URL asks for, within bounds. */
final class RequestTimeout {

  private static final String PARAMETER = "timeout";
  private static final String NUMBER = "(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)";
  private static final Pattern FIRST_FAULT =
      Pattern.compile(
          "[+-]?(?:%1$s(?:ns|us|µs|μs|ms|s|m|h)(?=[0-9.]))*+%1$s(?<unit>[^0-9.]*).*"
              .formatted(NUMBER));

  private RequestTimeout() {}

  /**
   * The time a request may take.
   *
   * @throws ApiStatusException 400 if it asks for something that is no duration
   */
  static Duration of(Query query, Duration longest) {
    var asked = query.first(PARAMETER);
    if (asked.isEmpty()) {
      return longest;
    }
    var timeout = GoDuration.parse(asked).orElseThrow(() -> invalid(asked));
    return timeout.isPositive() && timeout.compareTo(longest) < 0 ? timeout : longest;
  }

  private static ApiStatusException invalid(String asked) {
    return ApiStatusException.badRequest(
        "invalid timeout specified in the request URL - time: " + complaint(asked));
  }

  /** The words of Go's parser. */
  private static String complaint(String asked) {
    var fault = FIRST_FAULT.matcher(asked);
    if (!fault.matches()) {
      return "invalid duration \"%s\"".formatted(asked);
    }
    var unit = fault.group("unit");
    return unit.isEmpty()
        ? "missing unit in duration \"%s\"".formatted(asked)
        : "unknown unit \"%s\" in duration \"%s\"".formatted(unit, asked);
  }
}
