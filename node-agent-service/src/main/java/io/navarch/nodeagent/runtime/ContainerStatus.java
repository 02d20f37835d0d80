package io.navarch.nodeagent.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.Builder;

/**
 * A container in detail.
 *
 * @param image the name it was made with
 * @param imageRef what identifies the image, usually with its digest
 * @param resources its limits, if the runtime tells
 * @param user who it runs as, if the runtime tells
 */
@Builder(toBuilder = true)
public record ContainerStatus(
    ContainerId id,
    String name,
    int attempt,
    ContainerState state,
    Instant createdAt,
    String image,
    String imageRef,
    String imageId,
    String logPath,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<LinuxResources> resources,
    Optional<User> user,
    List<Mount> mounts) {

  public ContainerStatus {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    mounts = List.copyOf(mounts);
  }

  /** The first process's user and groups. */
  public record User(long uid, long gid, List<Long> supplementalGroups) {

    public User {
      supplementalGroups = List.copyOf(supplementalGroups);
    }
  }
}
