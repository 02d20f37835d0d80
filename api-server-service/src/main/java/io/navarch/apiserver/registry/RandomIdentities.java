package io.navarch.apiserver.registry;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Random names. They are unique, not secret: no security rests on them. */
@Component
final class RandomIdentities implements Identities {

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  @Override
  public String uid() {
    RandomGenerator random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | VERSION_4;
    long low = (random.nextLong() & ~0xC000000000000000L) | VARIANT_2;
    return new UUID(high, low).toString();
  }

  @Override
  public String suffix() {
    RandomGenerator random = ThreadLocalRandom.current();
    var suffix = new StringBuilder(SUFFIX_LENGTH);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }
}
