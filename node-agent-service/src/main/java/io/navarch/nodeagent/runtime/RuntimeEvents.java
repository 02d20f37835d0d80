package io.navarch.nodeagent.runtime;

import java.util.function.Consumer;

/** A runtime that tells of changes by itself, so that nobody needs to ask. */
public interface RuntimeEvents {

  /**
   * Hands the uid of each Pod of which a container or sandbox has changed to the consumer, until
   * the subscription is closed or the runtime ends it. Blocks.
   *
   * @throws RuntimeFailure with code {@link RuntimeFailure.Code#UNIMPLEMENTED} if it can't
   */
  void follow(Consumer<String> changedPod);
}
