package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.storage.cache.CachedObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes lists. The usual one, JSON in the stored version, is made of the cached bytes one after
 * the other; no tree is built.
 */
@Component
@RequiredArgsConstructor
final class ListWriter {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] END = "]}\n".getBytes(StandardCharsets.US_ASCII);

  private final Encodings encodings;
  private final Views views;

  void write(ApiRequest request, HttpServletResponse response, OutputFormat format, ListPage page)
      throws IOException {
    var resource = request.resource();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(format.media().type());
    if (format.isStored() && resource.isStorageVersion()) {
      writeStored(request, response, page);
      return;
    }
    var items = page.objects().stream().map(o -> resource.toServed(o.tree())).toList();
    var list = start(resource, page);
    var shown = views.ofList(resource.kind(), list, items, format.view(), request.query());
    byte[] body = encodings.encode(shown, format);
    boolean newline = format.media() == Media.JSON;
    send(
        request,
        response,
        body.length + (newline ? 1L : 0L),
        out -> {
          out.write(body);
          if (newline) {
            out.write('\n');
          }
        });
  }

  private static void writeStored(ApiRequest request, HttpServletResponse response, ListPage page)
      throws IOException {
    var resource = request.resource();
    byte[] head = head(resource, page);
    var items = page.objects();
    var item = ItemBytes.of(resource.kind());
    long length = (long) head.length + END.length + Math.max(0, items.size() - 1);
    for (var object : items) {
      length += item.length(object.json());
    }
    send(
        request,
        response,
        length,
        out -> {
          out.write(head);
          writeItems(out, items, item);
          out.write(END);
        });
  }

  private static void writeItems(OutputStream out, List<CachedObject> items, ItemBytes item)
      throws IOException {
    boolean first = true;
    for (var object : items) {
      if (!first) {
        out.write(',');
      }
      first = false;
      item.write(out, object.json());
    }
  }

  private static void send(
      ApiRequest request, HttpServletResponse response, long length, Content content)
      throws IOException {
    if (Compression.isWanted(request, length)) {
      Compression.send(response, content);
      return;
    }
    response.setContentLengthLong(length);
    content.writeTo(response.getOutputStream());
  }

  private static byte[] head(ServedResource resource, ListPage page) {
    var text = JSON.writeValueAsString(start(resource, page));
    return (text.substring(0, text.length() - 1) + ",\"items\":[").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode start(ServedResource resource, ListPage page) {
    var list = JSON.createObjectNode();
    list.put("kind", resource.kind().listKind());
    list.put("apiVersion", resource.kind().gvk().groupVersion().toString());
    var metadata = list.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(page.revision()));
    if (!page.next().isEmpty()) {
      metadata.put("continue", page.next());
    }
    page.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    return list;
  }

  /** Something that can write itself. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
