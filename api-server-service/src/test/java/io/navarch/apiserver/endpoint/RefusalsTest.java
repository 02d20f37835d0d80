package io.navarch.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.request.StatusBody;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.cache.WatchCache.Behind;
import io.navarch.apiserver.storage.cache.WatchCache.NotInitialized;
import io.navarch.schema.GroupResource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is answered while the store can't serve. */
class RefusalsTest {

  private static final GroupResource PODS = new GroupResource("", "pods");

  @Test
  void aCacheThatIsBeingFilledAsksForAnotherTry() {
    assertBody(
        new NotInitialized(PODS, null),
        """
        {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
         "message": "storage is (re)initializing", "reason": "TooManyRequests",
         "details": {"retryAfterSeconds": 1}, "code": 429}
        """);
  }

  @Test
  void aCacheThatIsBehindSaysWhereItIs() {
    assertBody(
        new Behind(PODS, 12, 7),
        """
        {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
         "message": "Timeout: Too large resource version: 12, current: 7", "reason": "Timeout",
         "details": {
           "causes": [{"reason": "ResourceVersionTooLarge",
                       "message": "Too large resource version"}],
           "retryAfterSeconds": 1},
         "code": 504}
        """);
  }

  @Test
  void afterAWriteOfUnknownOutcomeNobodyIsToldToTryAgain() {
    var refused = Refusals.unavailable(new StoreUnavailable("no answer", null));

    assertThat(refused.status().code()).isEqualTo(500);
    assertThat(refused.status().retryAfterSeconds()).isZero();
  }

  private static void assertBody(StoreUnavailable failed, String json) {
    assertThat(StatusBody.failure(Refusals.unavailable(failed).status()))
        .isEqualTo(JsonMapper.shared().readTree(json));
  }
}
