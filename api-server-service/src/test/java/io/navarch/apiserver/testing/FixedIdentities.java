package io.navarch.apiserver.testing;

import io.navarch.apiserver.registry.Identities;

/** Always the same. */
public final class FixedIdentities implements Identities {

  @Override
  public String uid() {
    return "00000000-0000-4000-8000-000000000001";
  }

  @Override
  public String suffix() {
    return "abcde";
  }
}
