package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.View;
import io.navarch.apiserver.endpoint.WatchEvent.Bookmark;
import io.navarch.apiserver.endpoint.WatchEvent.Failed;
import io.navarch.apiserver.endpoint.WatchEvent.Left;
import io.navarch.apiserver.endpoint.WatchEvent.Told;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.storage.cache.CachedObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as lines of JSON. Objects in the stored version are written from the cache's own bytes.
 */
@RequiredArgsConstructor
final class JsonEvents implements EventEncoder {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

  private final ServedResource resource;
  private final Encodings encodings;
  private final OutputFormat format;
  private final Query query;

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void write(OutputStream out, WatchEvent event) throws IOException {
    switch (event) {
      case Told(var type, var object) -> frame(out, type.name(), bytes(object));
      case Left(var before, long revision) -> {
        var tree = before.tree();
        ObjectMeta.of(tree).set("resourceVersion", Long.toString(revision));
        frame(out, "DELETED", encode(tree));
      }
      case Bookmark bookmark -> frame(out, "BOOKMARK", encode(tree(bookmark)));
      case Failed(var status) ->
          frame(out, "ERROR", JSON.writeValueAsBytes(StatusBody.failure(status)));
    }
  }

  private byte[] bytes(CachedObject object) {
    return format.view() == View.OBJECT && resource.isStorageVersion()
        ? object.json()
        : encode(object.tree());
  }

  private byte[] encode(ObjectNode stored) {
    var compact = new OutputFormat(format.media(), format.view(), false);
    return encodings.encode(resource.toServed(stored), compact, resource, query);
  }

  private ObjectNode tree(Bookmark bookmark) {
    return Bookmarks.tree(resource.storageKind(), bookmark);
  }

  private static void frame(OutputStream out, String type, byte[] object) throws IOException {
    out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
    out.write(object);
    out.write(END);
  }
}
