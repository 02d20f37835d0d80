package io.navarch.nodeagent.runtime.cri;

import io.navarch.cri.Capability;
import io.navarch.cri.IDMapping;
import io.navarch.cri.Int64Value;
import io.navarch.cri.LinuxContainerSecurityContext;
import io.navarch.cri.LinuxSandboxSecurityContext;
import io.navarch.cri.NamespaceMode;
import io.navarch.cri.NamespaceOption;
import io.navarch.cri.SELinuxOption;
import io.navarch.cri.SupplementalGroupsPolicy;
import io.navarch.cri.UserNamespace;
import io.navarch.nodeagent.runtime.ContainerSecurity;
import io.navarch.nodeagent.runtime.Namespaces;
import io.navarch.nodeagent.runtime.SandboxSecurity;
import io.navarch.nodeagent.runtime.SeLinux;
import io.navarch.nodeagent.runtime.SecurityProfile;

/** Security settings in the interface's messages. */
final class SecurityRequests {

  private SecurityRequests() {}

  static LinuxSandboxSecurityContext sandbox(SandboxSecurity security) {
    var result =
        LinuxSandboxSecurityContext.newBuilder()
            .setNamespaceOptions(namespaces(security.namespaces()))
            .addAllSupplementalGroups(security.supplementalGroups())
            .setSupplementalGroupsPolicy(policy(security.strictSupplementalGroups()))
            .setPrivileged(security.privileged())
            .setSeccomp(profile(security.seccomp()));
    security.runAsUser().map(SecurityRequests::number).ifPresent(result::setRunAsUser);
    security.runAsGroup().map(SecurityRequests::number).ifPresent(result::setRunAsGroup);
    if (!security.seLinux().equals(SeLinux.NONE)) {
      result.setSelinuxOptions(seLinux(security.seLinux()));
    }
    return result.build();
  }

  static LinuxContainerSecurityContext container(ContainerSecurity security) {
    var result =
        LinuxContainerSecurityContext.newBuilder()
            .setNamespaceOptions(namespaces(security.namespaces()))
            .setRunAsUsername(security.runAsUsername())
            .addAllSupplementalGroups(security.supplementalGroups())
            .setSupplementalGroupsPolicy(policy(security.strictSupplementalGroups()))
            .setPrivileged(security.privileged())
            .setReadonlyRootfs(security.readOnlyRoot())
            .setNoNewPrivs(security.noNewPrivileges())
            .addAllMaskedPaths(security.maskedPaths())
            .addAllReadonlyPaths(security.readOnlyPaths())
            .setSeccomp(profile(security.seccomp()))
            .setCapabilities(
                Capability.newBuilder()
                    .addAllAddCapabilities(security.addCapabilities())
                    .addAllDropCapabilities(security.dropCapabilities()));
    security.runAsUser().map(SecurityRequests::number).ifPresent(result::setRunAsUser);
    security.runAsGroup().map(SecurityRequests::number).ifPresent(result::setRunAsGroup);
    security.appArmor().map(SecurityRequests::profile).ifPresent(result::setApparmor);
    if (!security.seLinux().equals(SeLinux.NONE)) {
      result.setSelinuxOptions(seLinux(security.seLinux()));
    }
    return result.build();
  }

  private static NamespaceOption namespaces(Namespaces namespaces) {
    var result =
        NamespaceOption.newBuilder()
            .setNetwork(mode(namespaces.network()))
            .setPid(mode(namespaces.pid()))
            .setIpc(mode(namespaces.ipc()))
            .setTargetId(namespaces.targetContainer());
    var users = namespaces.users();
    if (users.length() > 0) {
      var mapping =
          IDMapping.newBuilder().setHostId((int) users.hostId()).setLength((int) users.length());
      result.setUsernsOptions(
          UserNamespace.newBuilder().setMode(NamespaceMode.POD).addUids(mapping).addGids(mapping));
    }
    return result.build();
  }

  private static NamespaceMode mode(Namespaces.Mode mode) {
    return NamespaceMode.valueOf(mode.name());
  }

  private static SupplementalGroupsPolicy policy(boolean strict) {
    return strict ? SupplementalGroupsPolicy.Strict : SupplementalGroupsPolicy.Merge;
  }

  private static Int64Value number(long value) {
    return Int64Value.newBuilder().setValue(value).build();
  }

  private static io.navarch.cri.SecurityProfile profile(SecurityProfile profile) {
    return io.navarch.cri.SecurityProfile.newBuilder()
        .setProfileType(
            switch (profile.type()) {
              case RUNTIME_DEFAULT -> io.navarch.cri.SecurityProfile.ProfileType.RuntimeDefault;
              case UNCONFINED -> io.navarch.cri.SecurityProfile.ProfileType.Unconfined;
              case LOCALHOST -> io.navarch.cri.SecurityProfile.ProfileType.Localhost;
            })
        .setLocalhostRef(profile.localhostRef())
        .build();
  }

  private static SELinuxOption seLinux(SeLinux labels) {
    return SELinuxOption.newBuilder()
        .setUser(labels.user())
        .setRole(labels.role())
        .setType(labels.type())
        .setLevel(labels.level())
        .build();
  }
}
