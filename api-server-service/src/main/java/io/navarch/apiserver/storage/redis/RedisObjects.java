package io.navarch.apiserver.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.navarch.apiserver.storage.StoredObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the collections' objects as they are in Redis: {@code revision LF json} under their key.
 */
final class RedisObjects {

  private static final ScanArgs PAGE = ScanArgs.Builder.limit(1_000);

  private final RedisLink link;

  RedisObjects(RedisLink link) {
    this.link = link;
  }

  Optional<StoredObject> find(CollectionKeys keys, String key) {
    return Optional.ofNullable(link.await(link.commands().hget(keys.objects(), key)))
        .map(kept -> object(key, kept));
  }

  /**
   * All objects, each as of some moment during the call. Comes in pages, because one big answer
   * would keep Redis from everything else meanwhile.
   */
  Map<String, StoredObject> scan(CollectionKeys keys) {
    var objects = new HashMap<String, StoredObject>();
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      var page = link.await(link.commands().hscan(keys.objects(), cursor, PAGE));
      page.getMap().forEach((key, kept) -> objects.put(key, object(key, kept)));
      cursor = page;
    }
    return objects;
  }

  static StoredObject object(String key, byte[] kept) {
    int end = 0;
    while (kept[end] != '\n') {
      end++;
    }
    long revision = Long.parseLong(new String(kept, 0, end, US_ASCII));
    return new StoredObject(key, revision, Arrays.copyOfRange(kept, end + 1, kept.length));
  }
}
