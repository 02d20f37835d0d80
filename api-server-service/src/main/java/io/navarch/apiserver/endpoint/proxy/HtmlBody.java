package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The page of an answer, packed or not, with its links rewritten. */
final class HtmlBody {

  private HtmlBody() {}

  /** Whether an answer is a page whose links can be rewritten. */
  static boolean isIn(BackendResponse response) {
    var encoding = response.headers().find("Content-Encoding").orElse("");
    return response
            .headers()
            .find("Content-Type")
            .map(type -> type.toLowerCase(Locale.ROOT).strip())
            .filter(type -> type.startsWith("text/html"))
            .isPresent()
        && (encoding.isEmpty() || encoding.equalsIgnoreCase("gzip"));
  }

  static byte[] rewrite(BackendResponse response, LinkRewriter rewriter) throws IOException {
    boolean packed = response.headers().find("Content-Encoding").isPresent();
    // Tags are ASCII in every encoding that pages have; each byte stays what it was.
    var page = rewriter.html(new String(read(response.body(), packed), ISO_8859_1));
    return packed ? packed(page) : page.getBytes(ISO_8859_1);
  }

  private static byte[] read(InputStream body, boolean packed) throws IOException {
    if (!packed) {
      return body.readAllBytes();
    }
    try (var unpacked = new GZIPInputStream(body)) {
      return unpacked.readAllBytes();
    }
  }

  private static byte[] packed(String page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }
}
