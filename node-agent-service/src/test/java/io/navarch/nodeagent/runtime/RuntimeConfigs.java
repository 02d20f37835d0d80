package io.navarch.nodeagent.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What contract tests ask runtimes to make. Containers see the programs of the machine, so that an
 * image needs none.
 */
public final class RuntimeConfigs {

  private static final List<String> PROGRAMS = List.of("/bin", "/lib", "/lib64", "/usr");

  private final Path folder;
  private final String image;
  private final String uid = UUID.randomUUID().toString();

  RuntimeConfigs(Path folder, String image) {
    this.folder = folder;
    this.image = image;
  }

  /** By which the Pod is found again. */
  public Map<String, String> labels() {
    return Map.of("io.kubernetes.pod.uid", uid);
  }

  /** A sandbox with a network of its own. */
  public SandboxConfig sandbox() {
    return sandbox(namespaces(Namespaces.Mode.POD), "pod");
  }

  /** A sandbox in the node's network. */
  public SandboxConfig inNodeNetwork() {
    return sandbox(namespaces(Namespaces.Mode.NODE), "");
  }

  private static Namespaces namespaces(Namespaces.Mode network) {
    return new Namespaces(
        network, Namespaces.Mode.CONTAINER, Namespaces.Mode.POD, "", Namespaces.Users.OF_NODE);
  }

  private SandboxConfig sandbox(Namespaces namespaces, String hostname) {
    return SandboxConfig.builder()
        .namespace("default")
        .name("pod")
        .uid(uid)
        .attempt(2)
        .hostname(hostname)
        .logDirectory(folder.resolve(uid).toString())
        .dns(new DnsConfig(List.of("192.0.2.53"), List.of("test"), List.of()))
        .ports(List.of())
        .labels(labels())
        .annotations(Map.of())
        .cgroupParent("")
        .sysctls(Map.of())
        .security(
            new SandboxSecurity(
                namespaces,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                false,
                SecurityProfile.UNCONFINED,
                SeLinux.NONE))
        .runtimeHandler("")
        .resources(LinuxResources.NONE)
        .overhead(LinuxResources.NONE)
        .build();
  }

  /** A container with that command. */
  public ContainerConfig container(String... command) {
    return ContainerConfig.builder()
        .name("main")
        .attempt(3)
        .image(image)
        .userImage(image)
        .command(List.of(command))
        .args(List.of())
        .workingDirectory("")
        .environment(List.of(new EnvironmentVariable("PATH", "/bin:/usr/bin")))
        .mounts(programs())
        .imageMounts(List.of())
        .devices(List.of())
        .labels(labels())
        .annotations(Map.of("note", "kept"))
        .logPath("main.log")
        .resources(LinuxResources.NONE)
        .security(security())
        .stopSignal("")
        .build();
  }

  private static List<Mount> programs() {
    var mounts = new ArrayList<Mount>();
    for (var path : PROGRAMS) {
      if (Files.isDirectory(Path.of(path))) {
        mounts.add(
            Mount.builder()
                .containerPath(path)
                .hostPath(path)
                .readOnly(true)
                .propagation(Mount.Propagation.PRIVATE)
                .build());
      }
    }
    return mounts;
  }

  private static ContainerSecurity security() {
    return ContainerSecurity.builder()
        .namespaces(namespaces(Namespaces.Mode.POD))
        .runAsUser(Optional.of(0L))
        .runAsGroup(Optional.empty())
        .runAsUsername("")
        .supplementalGroups(List.of())
        .addCapabilities(List.of())
        .dropCapabilities(List.of())
        .maskedPaths(List.of())
        .readOnlyPaths(List.of())
        .seccomp(SecurityProfile.UNCONFINED)
        .appArmor(Optional.empty())
        .seLinux(SeLinux.NONE)
        .build();
  }
}
