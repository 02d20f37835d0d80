package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.policy.CompiledPolicy.Part;
import io.navarch.apiserver.cel.CostBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/** The validations of one policy on one request, one after the other. */
@Slf4j
@RequiredArgsConstructor
final class PolicyRun {

  private static final int LONGEST_MESSAGE = 5 * 1024;
  private static final String OUT_OF_BUDGET =
      "validation failed due to running out of cost budget, no further validation rules will be"
          + " run";

  private final CompiledPolicy policy;
  private final String binding;
  private final CostBudget budget;
  private final List<Verdict> verdicts = new ArrayList<>();

  List<Verdict> run(Map<String, Object> variables) {
    for (var part : policy.parts()) {
      try {
        if (!Boolean.TRUE.equals(part.evaluate(variables, budget))) {
          add(message(part, variables), part.place().path("reason").asString(""));
        }
      } catch (PolicyFailure e) {
        fail(e.getMessage());
      }
      if (budget.isSpent()) {
        fail(OUT_OF_BUDGET);
        break;
      }
    }
    return verdicts;
  }

  List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  void fail(String message) {
    if (policy.failsClosed()) {
      add(message, "");
    }
  }

  private void add(String message, String reason) {
    verdicts.add(new Verdict(policy.name(), binding, message, reason));
  }

  private String message(Part part, Map<String, Object> variables) {
    var computed = policy.findMessage(part);
    if (computed.isPresent()) {
      try {
        var text = String.valueOf(computed.get().evaluate(variables, budget)).strip();
        if (!text.isEmpty() && text.length() <= LONGEST_MESSAGE && text.indexOf('\n') < 0) {
          return text;
        }
      } catch (PolicyFailure e) {
        log.atDebug().setCause(e).log("the plain message stands in");
      }
    }
    var plain = part.place().path("message").asString("").strip();
    return plain.isEmpty() ? "failed expression: " + part.source().strip() : plain;
  }
}
