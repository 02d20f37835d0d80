package io.navarch.apiserver.endpoint.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be asked of a log. */
class LogOptionsTest {

  @Test
  void travelInTheWordsOfTheNodeAgent() {
    var options =
        options(
            Map.of(
                "container",
                "a",
                "follow",
                "true",
                "tailLines",
                "10",
                "previous",
                "0",
                "sinceTime",
                "2026-01-01T02:00:00+02:00"));

    assertThat(options.query())
        .isEqualTo("follow=true&sinceTime=2026-01-01T00%3A00%3A00Z&tailLines=10");
    assertThat(options.container()).isEqualTo("a");
  }

  @Test
  void areRefusedAllAtOnce() {
    var asked = new LinkedHashMap<String, String>();
    asked.put("tailLines", "-1");
    asked.put("limitBytes", "0");
    asked.put("sinceSeconds", "0");

    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> options(asked).validate("p2"))
        .withMessage(
            "PodLogOptions \"p2\" is invalid: [tailLines: Invalid value: -1: must be greater than"
                + " or equal to 0, limitBytes: Invalid value: 0: must be greater than 0,"
                + " sinceSeconds: Invalid value: 0: must be greater than 0]");
  }

  @Test
  void nameOneBeginningOnly() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() ->
            options(Map.of("sinceSeconds", "1", "sinceTime", "2020-01-01T00:00:00Z"))
                .validate("p2"))
        .withMessage(
            "PodLogOptions \"p2\" is invalid: []: Forbidden: at most one of `sinceTime` or"
                + " `sinceSeconds` may be specified");
  }

  @Test
  void areNumbersWhereNumbersAreMeant() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> options(Map.of("tailLines", "abc")))
        .withMessage("strconv.ParseInt: parsing \"abc\": invalid syntax");
  }

  private static LogOptions options(Map<String, String> asked) {
    var query = new UrlQuery();
    asked.forEach(query::add);
    return LogOptions.parse(Query.parse(query.toString()));
  }
}
