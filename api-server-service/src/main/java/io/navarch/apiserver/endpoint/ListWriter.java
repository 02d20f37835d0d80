package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.codec.PartialMetadata;
import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.endpoint.OutputFormat.View;
import io.navarch.apiserver.registry.ServedResource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes lists. Those in JSON are made of the cached objects one after the other: in the stored
 * version of their bytes as they are, else of trees that are let go at once.
 */
@Component
@RequiredArgsConstructor
final class ListWriter {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ITEMS = "items";

  private final Encodings encodings;
  private final Views views;
  private final JsonItems items;

  void write(ApiRequest request, HttpServletResponse response, OutputFormat format, ListPage page)
      throws IOException {
    if (format.media() != Media.JSON || format.pretty()) {
      writeTree(request, response, format, page);
    } else if (format.isStored() && request.resource().isStorageVersion()) {
      writeStored(request, response, page);
    } else {
      writeShown(request, response, format.view(), page);
    }
  }

  private void writeTree(
      ApiRequest request, HttpServletResponse response, OutputFormat format, ListPage page)
      throws IOException {
    var resource = request.resource();
    var objects = page.objects().stream().map(o -> resource.toServed(o.tree())).toList();
    var list = start(resource, page);
    var shown = views.ofList(resource.kind(), list, objects, format.view(), request.query());
    byte[] body = encodings.encode(shown, format);
    boolean newline = format.media() == Media.JSON;
    response.setContentType(format.media().type());
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

  private void writeStored(ApiRequest request, HttpServletResponse response, ListPage page)
      throws IOException {
    var resource = request.resource();
    var bytes = ItemBytes.of(resource.kind());
    var start = start(resource, page);
    var list = JsonList.of(start, ITEMS, page.objects(), items.stored(bytes));
    long length = page.objects().stream().mapToLong(object -> bytes.length(object.json())).sum();
    response.setContentType(Media.JSON.type());
    send(request, response, list.lengthWith(length), list::writeTo);
  }

  /** What is shown is not longer by much than what is stored, so that decides on compression. */
  private void writeShown(
      ApiRequest request, HttpServletResponse response, View view, ListPage page)
      throws IOException {
    var list = shown(request, view, page);
    long guess = page.objects().stream().mapToLong(object -> object.json().length).sum();
    response.setContentType(Media.JSON.type());
    if (Compression.isWanted(request, guess)) {
      Compression.send(response, list::writeTo);
    } else {
      list.writeTo(response.getOutputStream());
    }
  }

  private JsonList shown(ApiRequest request, View view, ListPage page) {
    var resource = request.resource();
    var start = start(resource, page);
    var objects = page.objects();
    return switch (view) {
      case OBJECT -> JsonList.of(start, ITEMS, objects, items.served(resource));
      case METADATA -> JsonList.of(PartialMetadata.ofList(start), ITEMS, objects, items.metadata());
      case TABLE -> {
        var include = Views.include(request.query());
        var table = views.ofList(resource.kind(), start, List.of(), view, request.query());
        yield JsonList.of(table, "rows", objects, items.rows(resource, include));
      }
    };
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
