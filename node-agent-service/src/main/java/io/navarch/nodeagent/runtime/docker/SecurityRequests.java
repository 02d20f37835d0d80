package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.navarch.nodeagent.runtime.ContainerSecurity;
import io.navarch.nodeagent.runtime.Namespaces;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import io.navarch.nodeagent.runtime.SandboxSecurity;
import io.navarch.nodeagent.runtime.SeLinux;
import io.navarch.nodeagent.runtime.SecurityProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Security settings in the engine's words. */
final class SecurityRequests {

  private static final String LOCALHOST = "localhost/";

  private SecurityRequests() {}

  static void restrict(HostConfig host, ContainerSecurity security) {
    if (security.strictSupplementalGroups()) {
      throw new RuntimeFailure(
          Code.UNIMPLEMENTED,
          "Docker always adds the groups that the image gives its user: Strict can't be kept");
    }
    host.withPrivileged(security.privileged())
        .withReadonlyRootfs(security.readOnlyRoot())
        .withCapAdd(capabilities(security.addCapabilities()))
        .withCapDrop(capabilities(security.dropCapabilities()))
        .withGroupAdd(groups(security.supplementalGroups()))
        .withSecurityOpts(options(security));
  }

  /** Docker has one mapping of users for all containers of an engine, not one for each Pod. */
  static void requireNodeUsers(Namespaces namespaces) {
    if (namespaces.users().length() > 0) {
      throw new RuntimeFailure(
          Code.UNIMPLEMENTED, "Docker can't give a Pod a user namespace of its own");
    }
  }

  private static Capability[] capabilities(List<String> names) {
    return names.stream().map(SecurityRequests::capability).toArray(Capability[]::new);
  }

  private static Capability capability(String name) {
    try {
      return Capability.valueOf(name.startsWith("CAP_") ? name.substring(4) : name);
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure(
          Code.OTHER, "unknown capability \"%s\"".formatted(name), "unknown capability", e);
    }
  }

  static List<String> groups(List<Long> groups) {
    return groups.stream().map(String::valueOf).toList();
  }

  static Optional<String> user(ContainerSecurity security) {
    if (security.runAsUser().isPresent()) {
      return Optional.of(user(security.runAsUser().get(), security.runAsGroup()));
    }
    return Optional.of(security.runAsUsername()).filter(name -> !name.isEmpty());
  }

  static String user(long uid, Optional<Long> group) {
    return group.map(gid -> uid + ":" + gid).orElseGet(() -> Long.toString(uid));
  }

  static List<String> options(SandboxSecurity security) {
    var options = new ArrayList<String>();
    seccomp(security.seccomp()).ifPresent(options::add);
    options.addAll(labels(security.seLinux()));
    return options;
  }

  private static List<String> options(ContainerSecurity security) {
    var options = new ArrayList<String>();
    if (security.noNewPrivileges()) {
      options.add("no-new-privileges");
    }
    if (!security.privileged()) {
      seccomp(security.seccomp()).ifPresent(options::add);
      security.appArmor().flatMap(SecurityRequests::appArmor).ifPresent(options::add);
    }
    options.addAll(labels(security.seLinux()));
    return options;
  }

  /** The engine wants a profile's content where CRI wants its name. */
  private static Optional<String> seccomp(SecurityProfile profile) {
    return switch (profile.type()) {
      case RUNTIME_DEFAULT -> Optional.empty();
      case UNCONFINED -> Optional.of("seccomp=unconfined");
      case LOCALHOST -> Optional.of("seccomp=" + content(Path.of(name(profile))));
    };
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      var message = "cannot load seccomp profile \"%s\"".formatted(file);
      throw new RuntimeFailure(Code.OTHER, message, message, e);
    }
  }

  private static Optional<String> appArmor(SecurityProfile profile) {
    return switch (profile.type()) {
      case RUNTIME_DEFAULT -> Optional.empty();
      case UNCONFINED -> Optional.of("apparmor=unconfined");
      case LOCALHOST -> Optional.of("apparmor=" + name(profile));
    };
  }

  private static String name(SecurityProfile profile) {
    var reference = profile.localhostRef();
    return reference.startsWith(LOCALHOST) ? reference.substring(LOCALHOST.length()) : reference;
  }

  private static List<String> labels(SeLinux labels) {
    var options = new ArrayList<String>();
    add(options, "user", labels.user());
    add(options, "role", labels.role());
    add(options, "type", labels.type());
    add(options, "level", labels.level());
    return options;
  }

  private static void add(List<String> options, String part, String value) {
    if (!value.isEmpty()) {
      options.add("label=" + part + ":" + value);
    }
  }
}
