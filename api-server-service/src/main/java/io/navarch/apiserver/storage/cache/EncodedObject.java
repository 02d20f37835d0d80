package io.navarch.apiserver.storage.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cached object that is its bytes. What the indexes need is read from them when it is first asked
 * for; two threads that ask at once read the same.
 */
final class EncodedObject implements CachedObject {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String key;
  private final long revision;
  private final byte[] json;
  private volatile @Nullable ObjectFacts facts;

  EncodedObject(String key, long revision, byte[] json) {
    this.key = key;
    this.revision = revision;
    this.json = json;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public byte[] json() {
    return json;
  }

  @Override
  public Map<String, String> labels() {
    return facts().labels();
  }

  /** {@code spec.nodeName}, or empty. */
  String nodeName() {
    return facts().nodeName();
  }

  /** The namespace of the key, or empty. */
  String namespace() {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  /** The name of the key. */
  String name() {
    return key.substring(key.indexOf('/') + 1);
  }

  @Override
  public ObjectNode tree() {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalStateException("stored object " + key + " is not JSON", e);
    }
  }

  private ObjectFacts facts() {
    var known = facts;
    if (known == null) {
      known = ObjectFacts.read(json);
      facts = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return key + "@" + revision;
  }
}
