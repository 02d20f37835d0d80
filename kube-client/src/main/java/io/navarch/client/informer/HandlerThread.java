package io.navarch.client.informer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;

/** Hands events to one handler, in order, on a thread of its own; a slow one delays no other. */
@Slf4j
final class HandlerThread<T> {

  private final BlockingQueue<CacheEvent<T>> pending = new LinkedBlockingQueue<>();
  private final Consumer<CacheEvent<T>> handler;
  private final Thread thread;

  HandlerThread(String name, Consumer<CacheEvent<T>> handler) {
    this.handler = handler;
    this.thread = Thread.ofVirtual().name("informer-" + name + "-handler").start(this::run);
  }

  void send(CacheEvent<T> event) {
    pending.add(event);
  }

  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        deliver(pending.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(CacheEvent<T> event) {
    try {
      handler.accept(event);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("thread", thread.getName()).log("handler failed");
    }
  }
}
