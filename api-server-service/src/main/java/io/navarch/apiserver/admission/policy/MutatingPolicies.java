package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.policy.PolicyIndex.Bound;
import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.MatchConditions.Answer;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.util.HashSet;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes objects as the mutating policies say that are bound. Policies that ask for it see the
 * object once more if others have changed it after them.
 */
@Component
@Order(AdmissionOrder.MUTATING_ADMISSION_POLICY)
final class MutatingPolicies implements MutatingAdmission {

  private final PolicyIndex index;
  private final Matcher matcher;
  private final Parameters parameters;
  private final PolicyVariables variables;
  private final Resources resources;
  private final ObjectChanges changes;

  MutatingPolicies(
      WatchCache cache,
      Expressions expressions,
      Matcher matcher,
      Parameters parameters,
      PolicyVariables variables,
      Resources resources,
      ObjectChanges changes) {
    this.index = new PolicyIndex(cache, expressions, "mutatingadmission", true);
    this.matcher = matcher;
    this.parameters = parameters;
    this.variables = variables;
    this.resources = resources;
    this.changes = changes;
  }

  @Override
  public boolean handles(AdmissionRequest request) {
    return (request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE)
        && !PolicyKinds.isPolicy(request.kind());
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var current = object;
    var outdated = new HashSet<String>();
    for (var bound : index.bound()) {
      var next = apply(request.withObject(current), bound, current);
      if (!next.equals(current)) {
        outdated.addAll(names(bound));
        current = next;
      }
    }
    for (var bound : index.bound()) {
      boolean again =
          bound
              .policy()
              .object()
              .path("spec")
              .path("reinvocationPolicy")
              .asString("")
              .equals("IfNeeded");
      if (again && outdated.contains(bound.policy().name())) {
        current = apply(request.withObject(current), bound, current);
      }
    }
    return current;
  }

  /** The policies that come before one, and so have not seen what it changed. */
  private java.util.List<String> names(Bound changing) {
    return index.bound().stream()
        .map(bound -> bound.policy().name())
        .takeWhile(name -> !name.equals(changing.policy().name()))
        .toList();
  }

  private ObjectNode apply(AdmissionRequest request, Bound bound, ObjectNode object) {
    var matched = matcher.match(bound.policy().constraints(), request);
    var current = object;
    if (matched.isPresent()) {
      for (var binding : bound.bindings()) {
        if (matcher.isBound(binding.path("spec").path("matchResources"), request)) {
          current = apply(request.withObject(current), bound.policy(), binding, current);
        }
      }
    }
    return current;
  }

  private ObjectNode apply(
      AdmissionRequest request, CompiledPolicy policy, ObjectNode binding, ObjectNode object) {
    return switch (parameters.find(policy.object(), binding, request)) {
      case Parameters.Found.Nothing _ -> object;
      case Parameters.Found.Broken(var message) -> {
        if (policy.failsClosed()) {
          throw new ApiStatusException(
              Status.of(
                  StatusReason.FORBIDDEN,
                  denial(policy, binding, "failed to configure binding: " + message)));
        }
        yield object;
      }
      case Parameters.Found.Params(var each) -> {
        var current = object;
        for (var params : each) {
          try {
            current = change(request.withObject(current), policy, params, current);
          } catch (PolicyFailure e) {
            if (policy.failsClosed()) {
              throw Denials.of(request, denial(policy, binding, e.getMessage()), "");
            }
          }
        }
        yield current;
      }
    };
  }

  private static String denial(CompiledPolicy policy, ObjectNode binding, String why) {
    return "policy '%s' with binding '%s' denied request: %s"
        .formatted(policy.name(), binding.path("metadata").path("name").asString(""), why);
  }

  private ObjectNode change(
      AdmissionRequest request,
      CompiledPolicy policy,
      Optional<ObjectNode> params,
      ObjectNode object)
      throws PolicyFailure {
    var matched = matcher.match(policy.constraints(), request);
    if (matched.isEmpty()) {
      return object;
    }
    var seen = matched.get();
    var answer = policy.conditions().ask(variables.of(seen, params));
    if (answer instanceof Answer.Failed(var message)) {
      throw new PolicyFailure(message);
    }
    if (answer instanceof Answer.Differs) {
      return object;
    }
    var budget = CostBudget.ofPolicy();
    var kind = seen.request().kind();
    var run = new MutationRun(changes, kind, budget);
    var result = seen.request().requireObject();
    for (var mutation : policy.parts()) {
      var present =
          new MatchedRequest(seen.request().withObject(result), seen.made(), seen.namespace());
      result =
          run.run(mutation, result, policy.withVariables(variables.of(present, params), budget));
    }
    var changed = result;
    return resources
        .find(kind.resource())
        .filter(served -> !served.isStorageVersion())
        .map(served -> served.toStorage(changed.deepCopy()))
        .orElse(changed);
  }
}
