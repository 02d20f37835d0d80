package io.navarch.apiserver.request;

import java.util.List;
import java.util.Map;

/** Who makes a request, as {@code TokenReview} and audit spell it. */
public record UserInfo(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /** A user of this name and these groups, without uid and extra. */
  public static UserInfo of(String name, String... groups) {
    return new UserInfo(name, "", List.of(groups), Map.of());
  }
}
