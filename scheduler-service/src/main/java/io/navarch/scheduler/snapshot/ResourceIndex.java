package io.navarch.scheduler.snapshot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives every resource name a number, so that amounts are arrays. The first four are fixed;
 * extended resources get the next free one and keep it as long as the process lives. Thread-safe.
 */
public final class ResourceIndex {

  /** Milli-cores. */
  public static final int CPU = 0;

  /** Bytes. */
  public static final int MEMORY = 1;

  /** Bytes. */
  public static final int EPHEMERAL_STORAGE = 2;

  /** How many Pods. */
  public static final int PODS = 3;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> names = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  public ResourceIndex() {
    of("cpu");
    of("memory");
    of("ephemeral-storage");
    of("pods");
  }

  /** The number of a resource. */
  public int of(String name) {
    return numbers.computeIfAbsent(
        name,
        n -> {
          int number = next.getAndIncrement();
          names.put(number, n);
          return number;
        });
  }

  /** The name behind a number. */
  public String name(int number) {
    var name = names.get(number);
    if (name == null) {
      throw new IllegalStateException("no resource has the number " + number);
    }
    return name;
  }
}
