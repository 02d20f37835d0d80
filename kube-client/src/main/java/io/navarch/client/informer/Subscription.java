package io.navarch.client.informer;

/** An end of events when closed. */
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}
