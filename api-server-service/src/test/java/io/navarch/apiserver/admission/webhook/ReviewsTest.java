package io.navarch.apiserver.admission.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.Requests;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks are asked, which answers count, and how refusals are told. */
class ReviewsTest {

  private static final UUID UID = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private final ObjectNode review = review();

  private static ObjectNode review() {
    var request =
        Requests.on(
            "",
            "configmaps",
            Operation.CREATE,
            FakeObjects.object("{metadata: {namespace: a, name: c}, data: {x: y}}"));
    return Reviews.of(request, request.kind().gvk(), "v1", UID);
  }

  @Test
  void theQuestionHoldsTheRequestAndItsObjects() {
    var request = review.path("request");

    assertThat(review.path("apiVersion").asString()).isEqualTo("admission.k8s.io/v1");
    assertThat(request.path("uid").asString()).isEqualTo(UID.toString());
    assertThat(request.path("operation").asString()).isEqualTo("CREATE");
    assertThat(request.at("/resource/resource").asString()).isEqualTo("configmaps");
    assertThat(request.at("/userInfo/username").asString()).isEqualTo("alice");
    assertThat(request.at("/object/data/x").asString()).isEqualTo("y");
    assertThat(request.path("oldObject").isNull()).isTrue();
  }

  @Test
  void anAnswerNamesItsQuestion() {
    assertThat(Reviews.problem(answer(UID.toString()), review)).isEmpty();
    assertThat(Reviews.problem(answer("other"), review))
        .isEqualTo("expected response.uid=\"%s\", got \"other\"".formatted(UID));
    assertThat(Reviews.problem(FakeObjects.object("{kind: Status, apiVersion: v1}"), review))
        .isEqualTo(
            "expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got v1,"
                + " Kind=Status");
    assertThat(
            Reviews.problem(
                FakeObjects.object("{kind: AdmissionReview, apiVersion: admission.k8s.io/v1}"),
                review))
        .isEqualTo("webhook response was absent");
  }

  @Test
  void refusalsAreToldInTheWebhooksWords() {
    var refusal =
        Denial.of(
                "w.example.com", FakeObjects.object("{message: no, code: 403, reason: Forbidden}"))
            .status();

    assertThat(refusal.code()).isEqualTo(403);
    assertThat(refusal.message())
        .isEqualTo("admission webhook \"w.example.com\" denied the request: no");
    assertThat(Denial.of("w", FakeObjects.object("{code: 200}")).status().code()).isEqualTo(400);
    assertThat(Denial.of("w", FakeObjects.object("{}")).status().message())
        .isEqualTo("admission webhook \"w\" denied the request without explanation");
  }

  private static ObjectNode answer(String uid) {
    return FakeObjects.object(
        "{kind: AdmissionReview, apiVersion: admission.k8s.io/v1, response: {uid: %s, allowed: true}}"
            .formatted(uid));
  }
}
