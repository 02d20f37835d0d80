package io.navarch.client.controller;

/**
 * Something that works while this process leads. Started and stopped from one thread, possibly
 * several times in turn.
 */
public interface Controller {

  /** Names the controller in logs. */
  String name();

  /** Begins to work; returns at once. Caches are filled. */
  void start();

  /** Ends all work and waits for it, but not for ever. */
  void stop();
}
