package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.StoredForm;
import io.navarch.schema.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How stored bytes become an item of a list: items of typed lists do not repeat kind and version,
 * with which all stored bytes begin; items of custom resources do.
 *
 * @param repeated what is left out, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // made once a list, never shared
record ItemBytes(byte[] repeated) {

  private static final String BUILT_IN = "io.k8s.";

  static ItemBytes of(Kind kind) {
    var prefix =
        isTyped(kind)
            ? StoredForm.prefix(kind.gvk().kind(), kind.gvk().groupVersion().toString())
            : "";
    return new ItemBytes(prefix.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the kind is Kubernetes' own. */
  static boolean isTyped(Kind kind) {
    return kind.typeName().startsWith(BUILT_IN);
  }

  int length(byte[] json) {
    return repeats(json) ? json.length - repeated.length + 1 : json.length;
  }

  void write(OutputStream out, byte[] json) throws IOException {
    if (repeats(json)) {
      out.write('{');
      out.write(json, repeated.length, json.length - repeated.length);
    } else {
      out.write(json);
    }
  }

  private boolean repeats(byte[] json) {
    return repeated.length > 0
        && json.length > repeated.length
        && Arrays.equals(json, 0, repeated.length, repeated, 0, repeated.length);
  }
}
