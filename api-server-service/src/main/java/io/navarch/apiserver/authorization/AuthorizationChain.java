package io.navarch.apiserver.authorization;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupResource;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks one authorizer after the other; who has not been allowed is refused. */
@Component
@RequiredArgsConstructor
public final class AuthorizationChain {

  private final List<Authorizer> authorizers;

  /**
   * What the authorizers say together. Without an opinion the reasons are those of all that had one
   * to give, in upstream's form.
   */
  public Verdict authorize(UserInfo user, RequestInfo request) {
    var reasons = new ArrayList<String>();
    for (var authorizer : authorizers) {
      switch (authorizer.authorize(user, request)) {
        case Verdict.Allow allow -> {
          return allow;
        }
        case Verdict.Deny(var reason) -> {
          add(reasons, reason);
          return new Verdict.Deny(String.join("\n", reasons));
        }
        case Verdict.NoOpinion(var reason) -> add(reasons, reason);
      }
    }
    return new Verdict.NoOpinion(String.join("\n", reasons));
  }

  /**
   * Returns if the user may.
   *
   * @throws ApiStatusException 403
   */
  public void require(UserInfo user, RequestInfo request) {
    switch (authorize(user, request)) {
      case Verdict.Allow _ -> {}
      case Verdict.Deny(var reason) -> throw forbidden(user, request, reason);
      case Verdict.NoOpinion(var reason) -> throw forbidden(user, request, reason);
    }
  }

  private static void add(List<String> reasons, String reason) {
    if (!reason.isEmpty()) {
      reasons.add(reason);
    }
  }

  private static ApiStatusException forbidden(UserInfo user, RequestInfo request, String reason) {
    var why = reason.isEmpty() ? message(user, request) : message(user, request) + ": " + reason;
    return ApiStatusException.forbidden(
        request.isResource() ? request.groupResource() : new GroupResource("", ""),
        request.isResource() ? request.name() : "",
        why);
  }

  private static String message(UserInfo user, RequestInfo request) {
    if (!request.isResource()) {
      return "User \"%s\" cannot %s path \"%s\""
          .formatted(user.name(), request.verb(), request.path());
    }
    var resource =
        request.subresource().isEmpty()
            ? request.resource().resource()
            : request.resource().resource() + "/" + request.subresource();
    var where =
        request.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"%s\"".formatted(request.namespace());
    return "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
        .formatted(user.name(), request.verb(), resource, request.resource().group(), where);
  }
}
