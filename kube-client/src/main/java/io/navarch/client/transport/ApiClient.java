package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * The verbs of the API, for any resource, blocking. Each call is one request; the connection
 * repeats it after connection failures, 429 and 5xx answers. Refusals are {@link ApiException}, an
 * unreachable server is {@link java.io.UncheckedIOException}. Objects given are never changed; what
 * the server stored is returned and shown to the write observers first. Thread-safe.
 */
public final class ApiClient {

  private static final String METADATA = ";as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
  private static final String METADATA_LIST = ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

  private static final Duration LIST_LIMIT = Duration.ofMinutes(5);
  private static final Duration WATCH_GRACE = Duration.ofSeconds(30);

  private final ObjectCodec codec = new ObjectCodec();
  private final HttpExchange http;
  private final List<WriteObserver> observers = new CopyOnWriteArrayList<>();

  /** Speaks over the connection of a client, which the caller owns. */
  public ApiClient(KubernetesClient client) {
    this.http = new HttpExchange(client, codec);
  }

  /** Tells an observer of all further writes. */
  public void observe(WriteObserver observer) {
    observers.add(observer);
  }

  /** Reads an object from the server, not from a cache. */
  public <T extends HasMetadata> T get(ResourceType<T> type, ResourceKey key) {
    var accept = type.metadataOnly() ? ApiCall.JSON + METADATA : ApiCall.JSON;
    return codec.read(http.send(ApiCall.get(type.path(key), Map.of(), accept)), type.model());
  }

  /** As {@link #get}, for objects that may not exist. */
  public <T extends HasMetadata> Optional<T> find(ResourceType<T> type, ResourceKey key) {
    try {
      return Optional.of(get(type, key));
    } catch (ApiException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All objects that a query picks, at a revision not older than {@code resourceVersion}. */
  public <T extends HasMetadata> ObjectList<T> list(
      ResourceType<T> type, ListQuery query, String resourceVersion) {
    var parameters = new TreeMap<>(query.parameters());
    if (!resourceVersion.isEmpty()) {
      parameters.put("resourceVersion", resourceVersion);
    }
    var accept = type.metadataOnly() ? ApiCall.JSON + METADATA_LIST : ApiCall.JSON;
    var in = http.open(ApiCall.get(type.path(query.namespace()), parameters, accept));
    try (var _ = Deadline.closing(in, LIST_LIMIT)) {
      return codec.readList(in, type);
    }
  }

  /** How many objects there are; costs about as much as reading one. */
  public long count(ResourceType<?> type, String namespace) {
    var call =
        ApiCall.get(type.path(namespace), Map.of("limit", "1"), ApiCall.JSON + METADATA_LIST);
    var answer = codec.read(http.send(call), JsonNode.class);
    return answer.path("items").size() + answer.at("/metadata/remainingItemCount").asLong(0);
  }

  /** The changes after a revision; the caller reads and closes. */
  public <T extends HasMetadata> WatchStream<T> watch(
      ResourceType<T> type, ListQuery query, String resourceVersion, long timeoutSeconds) {
    var parameters = new TreeMap<>(query.parameters());
    parameters.put("watch", "1");
    parameters.put("allowWatchBookmarks", "true");
    parameters.put("resourceVersion", resourceVersion);
    parameters.put("timeoutSeconds", Long.toString(timeoutSeconds));
    var accept = type.metadataOnly() ? ApiCall.JSON + METADATA : ApiCall.JSON;
    var in = http.open(ApiCall.get(type.path(query.namespace()), parameters, accept));
    var limit = Duration.ofSeconds(timeoutSeconds).plus(WATCH_GRACE);
    return new WatchStream<>(codec, type, in, Deadline.closing(in, limit));
  }

  /** Stores a new object. */
  public <T extends HasMetadata> T create(T object) {
    ResourceType<T> type = typeOf(object);
    var path = type.path(ResourceKey.of(object.getMetadata().getNamespace(), "").namespace());
    return stored(type, http.send(ApiCall.with("POST", path, codec.write(object))));
  }

  /** Stores a new object that another one's sub-resource takes, for example an Eviction. */
  public void createSubresource(
      ResourceType<?> type, ResourceKey key, String subresource, Object body) {
    http.send(ApiCall.with("POST", type.path(key) + "/" + subresource, codec.write(body)));
  }

  /** Replaces an object; fails with a conflict if it has changed since it was read. */
  public <T extends HasMetadata> T update(T object) {
    return replace(object, "");
  }

  /** Replaces an object's status and nothing else. */
  public <T extends HasMetadata> T updateStatus(T object) {
    return replace(object, "/status");
  }

  /** Replaces by one of the object's sub-resources, for example {@code finalize}. */
  public <T extends HasMetadata> T updateSubresource(T object, String subresource) {
    return replace(object, "/" + subresource);
  }

  private <T extends HasMetadata> T replace(T object, String suffix) {
    ResourceType<T> type = typeOf(object);
    var path = type.path(ResourceKey.of(object)) + suffix;
    return stored(type, http.send(ApiCall.with("PUT", path, codec.write(object))));
  }

  /** Changes parts of an object. The body is any value that writes the wanted JSON. */
  public <T extends HasMetadata> T patch(
      ResourceType<T> type, ResourceKey key, PatchKind kind, Object body) {
    return patchSubresource(type, key, "", kind, body);
  }

  /** Changes parts of an object by one of its sub-resources. */
  public <T extends HasMetadata> T patchSubresource(
      ResourceType<T> type, ResourceKey key, String subresource, PatchKind kind, Object body) {
    var path = type.path(key) + (subresource.isEmpty() ? "" : "/" + subresource);
    var accept = type.metadataOnly() ? ApiCall.JSON + METADATA : ApiCall.JSON;
    var call = new ApiCall("PATCH", path, Map.of(), accept, kind.contentType(), codec.write(body));
    return stored(type, http.send(call));
  }

  /**
   * Asks for the removal of an object. It may live on for a while if it has finalizers or a grace
   * period; answers whether it is gone.
   */
  public boolean delete(ResourceType<?> type, ResourceKey key, DeleteOptions options) {
    var answer = http.send(ApiCall.with("DELETE", type.path(key), codec.write(options)));
    JsonNode tree = codec.read(answer, JsonNode.class);
    if (tree.at("/metadata/deletionTimestamp").isString()) {
      var left = codec.convert(tree, type.model());
      observers.forEach(observer -> observer.written(type, left));
      return false;
    }
    var uid = tree.at("/details/uid").asString(tree.at("/metadata/uid").asString(""));
    observers.forEach(observer -> observer.removed(type, key, uid));
    return true;
  }

  /** Asks for the removal of all objects that a query picks. */
  public void deleteCollection(ResourceType<?> type, ListQuery query, DeleteOptions options) {
    http.send(
        new ApiCall(
            "DELETE",
            type.path(query.namespace()),
            query.parameters(),
            ApiCall.JSON,
            ApiCall.JSON,
            codec.write(options)));
  }

  /** Reads any path as a tree; for discovery and the like. */
  public JsonNode raw(String path, String accept) {
    return codec.read(http.send(ApiCall.get(path, Map.of(), accept)), JsonNode.class);
  }

  private <T extends HasMetadata> T stored(ResourceType<T> type, byte[] answer) {
    var object = codec.read(answer, type.model());
    observers.forEach(observer -> observer.written(type, object));
    return object;
  }

  @SuppressWarnings("unchecked") // getClass() of a T is a Class<? extends T>
  private static <T extends HasMetadata> ResourceType<T> typeOf(T object) {
    return ResourceType.of((Class<T>) object.getClass());
  }
}
