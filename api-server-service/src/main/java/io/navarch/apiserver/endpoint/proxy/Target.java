package io.navarch.apiserver.endpoint.proxy;

/**
 * What a request becomes at the backend.
 *
 * @param path with its leading slash, encoded; empty for none
 * @param query without its question mark, encoded; empty for none
 */
record Target(Backend backend, String path, String query) {

  /** Path and query. */
  String requestTarget() {
    var absolute = path.isEmpty() ? "/" : path;
    return query.isEmpty() ? absolute : absolute + "?" + query;
  }

  String url() {
    return backend.scheme()
        + "://"
        + backend.authority()
        + path
        + (query.isEmpty() ? "" : "?" + query);
  }
}
