package io.navarch.apiserver.authentication;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from the headers of a request whose rights it wants to have instead of its user's. */
public final class Impersonation {

  private static final String EXTRA = "impersonate-extra-";
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
  private static final String ANONYMOUS = "system:anonymous";

  private Impersonation() {}

  /**
   * Whom the request names, as it names it.
   *
   * @throws ApiStatusException 400 if it names groups, uid or extra without a user
   */
  public static Optional<UserInfo> find(HttpServletRequest request) {
    var name = orEmpty(request.getHeader("Impersonate-User"));
    var uid = orEmpty(request.getHeader("Impersonate-Uid"));
    var groups = Collections.list(request.getHeaders("Impersonate-Group"));
    var extra = new TreeMap<String, List<String>>();
    for (var header : Collections.list(request.getHeaderNames())) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(EXTRA)) {
        var key = URLDecoder.decode(lower.substring(EXTRA.length()), StandardCharsets.UTF_8);
        extra.put(key, Collections.list(request.getHeaders(header)));
      }
    }
    var user = new UserInfo(name, uid, groups, extra);
    if (!name.isEmpty()) {
      return Optional.of(user);
    }
    if (uid.isEmpty() && groups.isEmpty() && extra.isEmpty()) {
      return Optional.empty();
    }
    throw ApiStatusException.badRequest(
        "requested %s without impersonating a user name".formatted(printed(user)));
  }

  /** The impersonated user with the groups that go without saying. */
  public static UserInfo complete(UserInfo user) {
    var groups = new ArrayList<>(user.groups());
    if (user.name().startsWith(SERVICE_ACCOUNT) && groups.isEmpty()) {
      var namespace = user.name().substring(SERVICE_ACCOUNT.length()).split(":", 2)[0];
      groups.add("system:serviceaccounts");
      groups.add("system:serviceaccounts:" + namespace);
    }
    var implied = user.name().equals(ANONYMOUS) ? "system:unauthenticated" : "system:authenticated";
    if (!groups.contains("system:unauthenticated") && !groups.contains(implied)) {
      groups.add(implied);
    }
    return new UserInfo(user.name(), user.uid(), groups, user.extra());
  }

  private static String orEmpty(@Nullable String header) {
    return header == null ? "" : header;
  }

  /** As Go prints it: clients have seen this text for years. */
  private static String printed(UserInfo user) {
    var groups = user.groups().isEmpty() ? "[]string(nil)" : list(user.groups());
    var extra =
        user.extra().isEmpty()
            ? "map[string][]string(nil)"
            : user.extra().entrySet().stream()
                .map(e -> "\"%s\":%s".formatted(e.getKey(), list(e.getValue())))
                .collect(Collectors.joining(", ", "map[string][]string{", "}"));
    return "&user.DefaultInfo{Name:\"\", UID:\"%s\", Groups:%s, Extra:%s}"
        .formatted(user.uid(), groups, extra);
  }

  private static String list(List<String> texts) {
    return texts.stream()
        .map(t -> '"' + t + '"')
        .collect(Collectors.joining(", ", "[]string{", "}"));
  }
}
