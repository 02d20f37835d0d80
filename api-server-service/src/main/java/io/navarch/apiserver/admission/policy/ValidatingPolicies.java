package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Notices;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.MatchConditions.Answer;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds requests to the validating policies that are bound. */
@Component
@Order(AdmissionOrder.VALIDATING_ADMISSION_POLICY)
final class ValidatingPolicies implements ValidatingAdmission {

  private final PolicyIndex index;
  private final Matcher matcher;
  private final Parameters parameters;
  private final PolicyVariables variables;
  private final Notices notices;

  ValidatingPolicies(
      WatchCache cache,
      Expressions expressions,
      Matcher matcher,
      Parameters parameters,
      PolicyVariables variables,
      Notices notices) {
    this.index = new PolicyIndex(cache, expressions, "validatingadmission", false);
    this.matcher = matcher;
    this.parameters = parameters;
    this.variables = variables;
    this.notices = notices;
  }

  @Override
  public boolean handles(AdmissionRequest request) {
    return !PolicyKinds.isPolicy(request.kind());
  }

  @Override
  public void validate(AdmissionRequest request) {
    var denials = new ArrayList<Verdict>();
    for (var bound : index.bound()) {
      var matched = matcher.match(bound.policy().constraints(), request);
      if (matched.isPresent()) {
        for (var binding : bound.bindings()) {
          if (matcher.isBound(binding.path("spec").path("matchResources"), request)) {
            denials.addAll(enforced(binding, verdicts(bound.policy(), binding, matched.get())));
          }
        }
      }
    }
    if (!denials.isEmpty()) {
      var first = denials.getFirst();
      throw Denials.of(
          request,
          "ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s"
              .formatted(first.policy(), first.binding(), first.message()),
          first.reason());
    }
  }

  /** Warns of what is only to be warned of; what is to be denied remains. */
  private List<Verdict> enforced(JsonNode binding, List<Verdict> verdicts) {
    var actions =
        binding
            .path("spec")
            .path("validationActions")
            .valueStream()
            .map(action -> action.asString(""))
            .toList();
    if (actions.contains("Warn")) {
      verdicts.forEach(verdict ->
          notices.warn(
              "Validation failed for ValidatingAdmissionPolicy '%s' with binding '%s': %s"
                  .formatted(verdict.policy(), verdict.binding(), verdict.message())));
    }
    return actions.contains("Deny") ? verdicts : List.of();
  }

  private List<Verdict> verdicts(
      CompiledPolicy policy, ObjectNode binding, MatchedRequest matched) {
    var name = binding.path("metadata").path("name").asString("");
    var budget = CostBudget.ofPolicy();
    return switch (parameters.find(policy.object(), binding, matched.request())) {
      case Parameters.Found.Nothing _ -> List.of();
      case Parameters.Found.Broken(var message) -> {
        var run = new PolicyRun(policy, name, budget);
        run.fail("failed to configure binding: " + message);
        yield run.verdicts();
      }
      case Parameters.Found.Params(var each) -> {
        var all = new ArrayList<Verdict>();
        each.forEach(params ->
            all.addAll(run(policy, new PolicyRun(policy, name, budget), matched, params, budget)));
        yield all;
      }
    };
  }

  private List<Verdict> run(
      CompiledPolicy policy,
      PolicyRun run,
      MatchedRequest matched,
      Optional<ObjectNode> params,
      CostBudget budget) {
    var named = variables.of(matched, params);
    return switch (policy.conditions().ask(named)) {
      case Answer.Differs _ -> List.of();
      case Answer.Failed(var message) -> {
        run.fail(message);
        yield run.verdicts();
      }
      case Answer.Matches _ -> run.run(policy.withVariables(named, budget));
    };
  }
}
