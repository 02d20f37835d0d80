package io.navarch.nodeagent.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What part of a log is wanted, and how.
 *
 * @param tailLines only the last so many lines
 * @param since only what was written at or after this time
 * @param limitBytes at most so much
 * @param stream only what was written there
 */
public record LogRequest(
    boolean follow,
    boolean timestamps,
    OptionalLong tailLines,
    Optional<Instant> since,
    OptionalLong limitBytes,
    Optional<LogLine.Stream> stream) {}
