package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** HTTP/1.1 as it is written and read on a connection of our own. */
final class HttpWire {

  /** Longest header that is read. */
  private static final int MAX_LINE = 1 << 20;

  private HttpWire() {}

  static void writeRequest(OutputStream out, String method, String target, Headers headers)
      throws IOException {
    var head = new StringBuilder().append(method).append(' ').append(target);
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.flush();
  }

  static void writeChunked(InputStream body, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      if (read > 0) {
        out.write((Integer.toHexString(read) + "\r\n").getBytes(ISO_8859_1));
        out.write(buffer, 0, read);
        out.write("\r\n".getBytes(ISO_8859_1));
        out.flush();
      }
    }
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  /** The answer's head, interim answers skipped, with the body that follows it. */
  static BackendResponse readResponse(InputStream in, String method) throws IOException {
    while (true) {
      var words = line(in).split(" ", 3);
      if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
        throw new IOException("malformed HTTP response");
      }
      int status = Integer.parseInt(words[1]);
      var headers = readHeaders(in);
      if (status >= 200 || status == 101) {
        return new BackendResponse(status, headers, body(in, method, status, headers));
      }
    }
  }

  private static Headers readHeaders(InputStream in) throws IOException {
    var headers = new Headers();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("malformed HTTP header");
      }
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static InputStream body(InputStream in, String method, int status, Headers headers)
      throws IOException {
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if (status == 101) {
      return in;
    }
    if (headers.has("Transfer-Encoding", "chunked")) {
      return new ChunkedBody(in);
    }
    var length = headers.find("Content-Length");
    try {
      return length.isPresent() ? new LimitedBody(in, Long.parseLong(length.get())) : in;
    } catch (NumberFormatException e) {
      throw new IOException("malformed Content-Length", e);
    }
  }

  static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > MAX_LINE) {
        throw new EOFException("unexpected EOF");
      }
      line.write(next);
    }
    var text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
