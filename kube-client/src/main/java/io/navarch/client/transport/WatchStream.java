package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** An open watch. One thread reads; any thread may close, which ends the read. */
public final class WatchStream<T extends HasMetadata> implements AutoCloseable {

  private final ObjectCodec codec;
  private final ResourceType<T> type;
  private final InputStream body;
  private final Deadline deadline;
  private final JsonParser parser;

  WatchStream(ObjectCodec codec, ResourceType<T> type, InputStream body, Deadline deadline) {
    this.codec = codec;
    this.type = type;
    this.body = body;
    this.deadline = deadline;
    this.parser = codec.parser(body);
  }

  /** Waits for the next message; empty when the server or a close has ended the watch. */
  public Optional<WatchFrame<T>> next() {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      return Optional.of(frame());
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw e;
    }
  }

  private WatchFrame<T> frame() {
    var kind = "";
    @Nullable WatchFrame<T> frame = null;
    @Nullable JsonNode early = null;
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (name.equals("type")) {
        kind = parser.getString();
      } else if (!name.equals("object")) {
        parser.skipChildren();
      } else if (kind.equals("ADDED") || kind.equals("MODIFIED")) {
        frame = new WatchFrame.Upserted<>(codec.readObject(parser, type));
      } else {
        early = codec.tree(parser);
      }
    }
    if (frame != null) {
      return frame;
    }
    if (early == null) {
      throw new IllegalStateException("watch message without an object, type " + kind);
    }
    return fromTree(kind, early);
  }

  private WatchFrame<T> fromTree(String kind, JsonNode tree) {
    return switch (kind) {
      case "ADDED", "MODIFIED" -> new WatchFrame.Upserted<>(codec.convert(tree, type.model()));
      case "DELETED" -> new WatchFrame.Deleted<>(codec.convert(tree, type.model()));
      case "BOOKMARK" ->
          new WatchFrame.Bookmark<>(tree.path("metadata").path("resourceVersion").asString(""));
      case "ERROR" -> new WatchFrame.Failed<>(codec.convert(tree, Status.class));
      default -> throw new IllegalStateException("unknown watch message " + kind);
    };
  }

  @Override
  public void close() {
    deadline.close();
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
