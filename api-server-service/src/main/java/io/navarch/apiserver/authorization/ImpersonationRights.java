package io.navarch.apiserver.authorization;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersionResource;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Whether a user may act as another: by the old right, which holds for every action, or by the
 * constrained one (KEP-5284), which names both whom and which action.
 */
@Component
@RequiredArgsConstructor
public final class ImpersonationRights {

  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
  private static final String NODE = "system:node:";

  private final AuthorizationChain authorization;

  /**
   * Returns if the user may make this request as the other.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException 403
   */
  public void require(UserInfo user, UserInfo wanted, RequestInfo request) {
    var always = parts(wanted, "impersonate", "");
    if (always.stream().allMatch(p -> authorization.authorize(user, p) instanceof Verdict.Allow)) {
      return;
    }
    var mode = mode(wanted);
    authorization.require(user, withVerb(request, "impersonate-on:" + mode + ":" + request.verb()));
    parts(wanted, "impersonate:" + mode, AUTHENTICATION)
        .forEach(p -> authorization.require(user, p));
  }

  private static String mode(UserInfo wanted) {
    if (wanted.name().startsWith(SERVICE_ACCOUNT)) {
      return "serviceaccount";
    }
    return wanted.name().startsWith(NODE) ? "arbitrary-node" : "user-info";
  }

  /** What has to be allowed, one thing each. */
  private static List<RequestInfo> parts(UserInfo wanted, String verb, String group) {
    var parts = new ArrayList<RequestInfo>();
    parts.add(name(wanted, verb, group));
    wanted.groups().forEach(g -> parts.add(part(verb, group, "groups", "", "", g)));
    if (!wanted.uid().isEmpty()) {
      parts.add(part(verb, AUTHENTICATION, "uids", "", "", wanted.uid()));
    }
    wanted
        .extra()
        .forEach((key, values) ->
            values.forEach(v -> parts.add(part(verb, AUTHENTICATION, "userextras", key, "", v))));
    return parts;
  }

  private static RequestInfo name(UserInfo wanted, String verb, String group) {
    if (wanted.name().startsWith(SERVICE_ACCOUNT)) {
      var account = wanted.name().substring(SERVICE_ACCOUNT.length()).split(":", 2);
      if (account.length == 2) {
        return part(verb, group, "serviceaccounts", "", account[0], account[1]);
      }
    }
    if (!group.isEmpty() && wanted.name().startsWith(NODE)) {
      return part(verb, group, "nodes", "", "", wanted.name().substring(NODE.length()));
    }
    return part(verb, group, "users", "", "", wanted.name());
  }

  private static RequestInfo part(
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    return new RequestInfo(
        true,
        verb,
        "",
        new GroupVersionResource(group, "v1", resource),
        subresource,
        namespace,
        name,
        "",
        "");
  }

  private static RequestInfo withVerb(RequestInfo request, String verb) {
    return new RequestInfo(
        request.isResource(),
        verb,
        request.path(),
        request.resource(),
        request.subresource(),
        request.namespace(),
        request.name(),
        request.remainder(),
        request.fieldSelector());
  }
}
