package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import lombok.Builder;
import org.jspecify.annotations.Nullable;

/** A request for a resource that is served, as the verbs see it. */
@Builder
record ApiRequest(
    HttpServletRequest http,
    RequestInfo info,
    UserInfo user,
    ServedResource resource,
    Query query) {

  /** The namespace of the URL; empty for cluster-scoped resources, which may stand in one too. */
  String namespace() {
    return resource.kind().namespaced() ? info.namespace() : "";
  }

  String name() {
    return info.name();
  }

  String subresource() {
    return info.subresource();
  }

  /** A header, or empty. */
  String header(String name) {
    @Nullable String value = http.getHeader(name);
    return value == null ? "" : value;
  }
}
