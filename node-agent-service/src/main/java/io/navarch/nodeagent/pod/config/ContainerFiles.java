package io.navarch.nodeagent.pod.config;

import java.nio.file.Path;

/** Where a Pod's files lie below the agent's root, and its logs. */
public record ContainerFiles(Path root, Path logRoot) {

  /** All that belongs to a Pod. */
  public Path pod(String uid) {
    return root.resolve("pods").resolve(uid);
  }

  /** Where Pods have theirs. */
  public Path pods() {
    return root.resolve("pods");
  }

  /** The hosts file that the agent keeps. */
  public Path hosts(String uid) {
    return pod(uid).resolve("etc-hosts");
  }

  /** What belongs to one of its containers. */
  public Path container(String uid, String name) {
    return pod(uid).resolve("containers").resolve(name);
  }

  /** Where a Pod's logs are. */
  public Path logs(String namespace, String name, String uid) {
    return logRoot.resolve("%s_%s_%s".formatted(namespace, name, uid));
  }
}
