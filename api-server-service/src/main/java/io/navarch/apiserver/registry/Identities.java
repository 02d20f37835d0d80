package io.navarch.apiserver.registry;

/** Where unique names come from. */
public interface Identities {

  /** A uid as RFC 4122 spells it. */
  String uid();

  /** Five characters that make a generated name unlikely to exist; no vowels, no look-alikes. */
  String suffix();
}
