package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.ListWriter.Content;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses large answers for clients that accept it, as lightly as upstream. */
final class Compression {

  private static final int THRESHOLD = 128 * 1024;
  private static final int BUFFER = 32 * 1024;

  private Compression() {}

  static boolean isWanted(ApiRequest request, long length) {
    return length > THRESHOLD
        && Accept.parse(request.header("Accept-Encoding")).stream()
            .anyMatch(clause -> clause.type().equals("gzip"));
  }

  static void send(HttpServletResponse response, Content content) throws IOException {
    response.setHeader("Content-Encoding", "gzip");
    response.addHeader("Vary", "Accept-Encoding");
    try (var gzip = new LightGzip(response.getOutputStream())) {
      content.writeTo(gzip);
    }
  }

  /** Gzip at its fastest level. */
  private static final class LightGzip extends GZIPOutputStream {

    LightGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
