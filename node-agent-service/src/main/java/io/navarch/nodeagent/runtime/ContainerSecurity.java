package io.navarch.nodeagent.runtime;

import java.util.List;
import java.util.Optional;
import lombok.Builder;

/** Security settings of a container. */
@Builder(toBuilder = true)
public record ContainerSecurity(
    Namespaces namespaces,
    Optional<Long> runAsUser,
    Optional<Long> runAsGroup,
    String runAsUsername,
    List<Long> supplementalGroups,
    boolean strictSupplementalGroups,
    boolean privileged,
    boolean readOnlyRoot,
    boolean noNewPrivileges,
    List<String> addCapabilities,
    List<String> dropCapabilities,
    List<String> maskedPaths,
    List<String> readOnlyPaths,
    SecurityProfile seccomp,
    Optional<SecurityProfile> appArmor,
    SeLinux seLinux) {

  public ContainerSecurity {
    supplementalGroups = List.copyOf(supplementalGroups);
    addCapabilities = List.copyOf(addCapabilities);
    dropCapabilities = List.copyOf(dropCapabilities);
    maskedPaths = List.copyOf(maskedPaths);
    readOnlyPaths = List.copyOf(readOnlyPaths);
  }
}
