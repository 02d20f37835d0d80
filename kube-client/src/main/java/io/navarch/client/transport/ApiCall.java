package io.navarch.client.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes out in one request. */
record ApiCall(
    String method,
    String path,
    Map<String, String> query,
    String accept,
    String contentType,
    @Nullable String body) {

  static final String JSON = "application/json";

  static ApiCall get(String path, Map<String, String> query, String accept) {
    return new ApiCall("GET", path, query, accept, JSON, null);
  }

  static ApiCall with(String method, String path, String body) {
    return new ApiCall(method, path, Map.of(), JSON, JSON, body);
  }
}
