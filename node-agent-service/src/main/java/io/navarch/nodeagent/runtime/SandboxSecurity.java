package io.navarch.nodeagent.runtime;

import java.util.List;
import java.util.Optional;
import lombok.Builder;

/** Security settings of a sandbox. */
@Builder(toBuilder = true)
public record SandboxSecurity(
    Namespaces namespaces,
    Optional<Long> runAsUser,
    Optional<Long> runAsGroup,
    List<Long> supplementalGroups,
    boolean strictSupplementalGroups,
    boolean privileged,
    SecurityProfile seccomp,
    SeLinux seLinux) {

  public SandboxSecurity {
    supplementalGroups = List.copyOf(supplementalGroups);
  }
}
