package io.navarch.nodeagent.runtime;

/** A user's credentials for one registry. */
public record RegistryCredentials(String username, String password, String identityToken) {

  @Override
  public String toString() {
    return "RegistryCredentials[username=%s]".formatted(username);
  }
}
