package io.navarch.apiserver.storage.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import lombok.extern.slf4j.Slf4j;

/**
 * Hears of every commit of every server. Redis delivers announcements in order and after the flush
 * to disk, but not again after a break: then all tails are told that they may have missed
 * something.
 */
@Slf4j
final class Announcements extends RedisPubSubAdapter<String, String> {

  /** Where commits are announced as {@code collection revision server}. */
  static final String CHANNEL = "api-server:commits";

  private final String server;
  private final ConcurrentMap<String, CollectionTail> tails = new ConcurrentHashMap<>();

  Announcements(String server) {
    this.server = server;
  }

  CollectionTail tail(CollectionKeys keys) {
    return tails.computeIfAbsent(keys.name(), _ -> new CollectionTail());
  }

  @Override
  public void message(String channel, String message) {
    var words = message.split(" ", -1);
    if (words.length != 3 || words[2].equals(server)) {
      return; // its own commits a server knows by their acknowledgement
    }
    var tail = tails.get(words[0]);
    if (tail != null) {
      tail.announced(Long.parseLong(words[1]));
    }
  }

  /** Also after each break. */
  @Override
  public void subscribed(String channel, long count) {
    log.atInfo().addKeyValue("channel", channel).log("listening to commits");
    disturbed();
  }

  /** A connection broke: announcements may be missed, and the past may change. */
  void disturbed() {
    tails.values().forEach(CollectionTail::disturbed);
  }
}
