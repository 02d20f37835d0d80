/**
 * The store in Redis, and the only room that knows Redis.
 *
 * <p>A collection's keys share a hash tag, so that a commit stays in one cluster slot: {@code
 * {group/resource}:objects}, a hash from key to {@code revision LF json}; {@code :log}, a stream
 * whose ids are {@code revision-0}; {@code :revision}, the counter; {@code :written}, an index by
 * time of those that expire. A commit is one script. Revisions are dense, therefore a gap in the
 * log is seen without further bookkeeping.
 *
 * <p>Logs are followed by announcement: a commit publishes its revision on one channel, and whoever
 * follows that collection reads the log after what it knows. So hundreds of collections are
 * followed over one connection that is in nobody's way, and a server that made the commits itself
 * reads nothing back.
 */
@NullMarked
package io.navarch.apiserver.storage.redis;

import org.jspecify.annotations.NullMarked;
