package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.AUTHORIZER;
import static io.navarch.apiserver.cel.Types.DECISION;
import static io.navarch.apiserver.cel.Types.GROUP_CHECK;
import static io.navarch.apiserver.cel.Types.PATH_CHECK;
import static io.navarch.apiserver.cel.Types.RESOURCE_CHECK;
import static io.navarch.apiserver.cel.Types.TEXT;

import dev.cel.common.types.SimpleType;
import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersionResource;
import lombok.With;

/** {@code authorizer.group("apps").resource("deployments").check("get").allowed()}. */
final class AuthorizerLibrary {

  private AuthorizerLibrary() {}

  /** Asks in the name of a user. */
  record Asker(AuthorizationChain chain, UserInfo user) {

    Decision ask(RequestInfo question) {
      return switch (chain.authorize(user, question)) {
        case Verdict.Allow(var reason) -> new Decision(true, reason);
        case Verdict.Deny(var reason) -> new Decision(false, reason);
        case Verdict.NoOpinion(var reason) -> new Decision(false, reason);
      };
    }
  }

  /** May the user go to a path? */
  record PathCheck(Asker asker, String path) {}

  /** May the user do something in an API group? */
  record GroupCheck(Asker asker, String group) {}

  /** May the user do something to a resource? */
  @With
  record ResourceCheck(
      Asker asker,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      String fieldSelector) {

    static ResourceCheck of(GroupCheck group, String resource) {
      return new ResourceCheck(group.asker(), group.group(), resource, "", "", "", "");
    }
  }

  /** What the authorizers say. */
  record Decision(boolean allowed, String reason) {}

  static void addTo(Functions functions) {
    functions.member(
        "path", PATH_CHECK.name(), a -> path((Asker) a[0], (String) a[1]), AUTHORIZER, TEXT);
    functions.member(
        "group",
        GROUP_CHECK.name(),
        a -> new GroupCheck((Asker) a[0], (String) a[1]),
        AUTHORIZER,
        TEXT);
    functions.member(
        "serviceAccount",
        AUTHORIZER.name(),
        a -> serviceAccount((Asker) a[0], (String) a[1], (String) a[2]),
        AUTHORIZER,
        TEXT,
        TEXT);
    functions.member(
        "resource",
        RESOURCE_CHECK.name(),
        a -> ResourceCheck.of((GroupCheck) a[0], (String) a[1]),
        GROUP_CHECK,
        TEXT);
    refinements(functions);
    decisions(functions);
  }

  private static void refinements(Functions functions) {
    refinement(functions, "subresource", ResourceCheck::withSubresource);
    refinement(functions, "namespace", ResourceCheck::withNamespace);
    refinement(functions, "name", ResourceCheck::withName);
    refinement(functions, "fieldSelector", ResourceCheck::withFieldSelector);
    refinement(functions, "labelSelector", (check, _) -> check);
  }

  private static void refinement(
      Functions functions,
      String name,
      java.util.function.BiFunction<ResourceCheck, String, ResourceCheck> refine) {
    functions.member(
        name,
        RESOURCE_CHECK.name(),
        a -> refine.apply((ResourceCheck) a[0], (String) a[1]),
        RESOURCE_CHECK,
        TEXT);
  }

  private static void decisions(Functions functions) {
    functions.member(
        "check", DECISION.name(), a -> check((PathCheck) a[0], (String) a[1]), PATH_CHECK, TEXT);
    functions.member(
        "check",
        DECISION.name(),
        a -> check((ResourceCheck) a[0], (String) a[1]),
        RESOURCE_CHECK,
        TEXT);
    functions.member("allowed", SimpleType.BOOL, a -> ((Decision) a[0]).allowed(), DECISION);
    functions.member("reason", SimpleType.STRING, a -> ((Decision) a[0]).reason(), DECISION);
    functions.member("errored", SimpleType.BOOL, _ -> false, DECISION);
    functions.member("error", SimpleType.STRING, _ -> "", DECISION);
  }

  private static PathCheck path(Asker asker, String path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("path must not be empty");
    }
    return new PathCheck(asker, path);
  }

  private static Asker serviceAccount(Asker asker, String namespace, String name) {
    return new Asker(
        asker.chain(),
        UserInfo.of(
            "system:serviceaccount:%s:%s".formatted(namespace, name),
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace,
            "system:authenticated"));
  }

  private static Decision check(PathCheck check, String verb) {
    return check
        .asker()
        .ask(
            new RequestInfo(
                false,
                verb,
                check.path(),
                new GroupVersionResource("", "", ""),
                "",
                "",
                "",
                "",
                ""));
  }

  private static Decision check(ResourceCheck check, String verb) {
    return check
        .asker()
        .ask(
            new RequestInfo(
                true,
                verb,
                "",
                new GroupVersionResource(check.group(), "*", check.resource()),
                check.subresource(),
                check.namespace(),
                check.name(),
                "",
                check.fieldSelector()));
  }
}
