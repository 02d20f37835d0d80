package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.ApiStatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the next page of a list begins, in upstream's spelling: base64 of a JSON object.
 *
 * @param revision of the list; -1 where consistency with earlier pages is given up
 * @param after the last key of the page before, without its namespace's prefix
 */
record ContinueToken(long revision, String after) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "meta.k8s.io/v1";
  private static final char NEXT = '\0';

  String encode() {
    var json =
        JSON.createObjectNode()
            .put("v", VERSION)
            .put("rv", revision)
            .put("start", after + NEXT)
            .toString();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a token.
   *
   * @throws ApiStatusException 400 if it is none
   */
  static ContinueToken decode(String text) {
    byte[] json;
    try {
      json = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalid("continue key is not valid: illegal base64 data");
    }
    try {
      var tree = JSON.readTree(json);
      if (!tree.path("v").asString("").equals(VERSION)) {
        throw invalid("server does not recognize this encoded version");
      }
      if (tree.path("rv").asLong(0) == 0) {
        throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
      }
      return new ContinueToken(tree.path("rv").asLong(0), start(tree.path("start").asString("")));
    } catch (JacksonException e) {
      throw invalid("continue key is not valid: " + wordsOf(json));
    }
  }

  private static String start(String start) {
    if (start.isEmpty()) {
      throw invalid("continue key is not valid: start key empty (version meta.k8s.io/v1)");
    }
    if (start.startsWith("/") || List.of(start.split("/", -1)).contains("..")) {
      throw invalid("continue key is not valid: " + start);
    }
    return start.charAt(start.length() - 1) == NEXT
        ? start.substring(0, start.length() - 1)
        : start;
  }

  /** Go reads byte by byte and names the first that can't begin a value. */
  private static String wordsOf(byte[] json) {
    return json.length == 0
        ? "unexpected end of JSON input"
        : "invalid character '%c' looking for beginning of value"
            .formatted((char) (json[0] & 0xFF));
  }

  private static ApiStatusException invalid(String why) {
    return ApiStatusException.badRequest("invalid continue token: " + why);
  }
}
