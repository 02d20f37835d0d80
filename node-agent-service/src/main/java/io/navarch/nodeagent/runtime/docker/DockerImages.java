package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.ImageFilesystem;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/** The images of the engine. */
@RequiredArgsConstructor
final class DockerImages {

  private final Engine engine;
  private final Duration pullTimeout;

  List<Image> list() {
    return engine.ask(docker -> docker.listImagesCmd().exec()).stream()
        .map(Statuses::listed)
        .toList();
  }

  Optional<Image> find(String reference) {
    return engine.find(docker -> docker.inspectImageCmd(reference).exec()).map(Statuses::image);
  }

  Image get(String reference) {
    return Statuses.image(engine.ask(docker -> docker.inspectImageCmd(reference).exec()));
  }

  void ensure(String reference) {
    if (find(reference).isEmpty()) {
      var _ = pull(reference, Optional.empty());
    }
  }

  String pull(String reference, Optional<RegistryCredentials> credentials) {
    var name = ImageName.of(reference);
    engine.tell(
        pullTimeout,
        docker -> {
          var command = docker.pullImageCmd(name.repository()).withTag(name.version());
          credentials.map(DockerImages::auth).ifPresent(command::withAuthConfig);
          command.exec(new Arrivals<>(DockerImages::requireNoError)).await();
        });
    return get(reference).id();
  }

  /** A pull that has begun fails in the midst of its progress. */
  private static void requireNoError(PullResponseItem item) {
    var detail = item.getErrorDetail();
    if (detail != null) {
      var message = Objects.requireNonNullElse(detail.getMessage(), "pull failed");
      throw new RuntimeFailure(Code.OTHER, message);
    }
  }

  private static AuthConfig auth(RegistryCredentials credentials) {
    var auth = new AuthConfig();
    if (!credentials.identityToken().isEmpty()) {
      return auth.withIdentityToken(credentials.identityToken());
    }
    return auth.withUsername(credentials.username()).withPassword(credentials.password());
  }

  /** Under all its names; force is for images that have several. */
  void remove(String imageId) {
    engine.tellIfFound(
        engine.timeout(), docker -> docker.removeImageCmd(imageId).withForce(true).exec());
  }

  /** The engine has no cheap answer on layers, so those that images share count more than once. */
  List<ImageFilesystem> filesystems() {
    var root = engine.ask(docker -> docker.infoCmd().exec()).getDockerRootDir();
    long used = list().stream().mapToLong(Image::size).sum();
    return List.of(new ImageFilesystem(Objects.requireNonNullElse(root, ""), used, 0));
  }

  /**
   * A reference in the parts that the engine wants.
   *
   * @param version a tag or a digest
   */
  record ImageName(String repository, String version) {

    static ImageName of(String reference) {
      int digest = reference.indexOf('@');
      if (digest >= 0) {
        return new ImageName(reference.substring(0, digest), reference.substring(digest + 1));
      }
      int tag = reference.lastIndexOf(':');
      return tag > reference.lastIndexOf('/')
          ? new ImageName(reference.substring(0, tag), reference.substring(tag + 1))
          : new ImageName(reference, "latest");
    }
  }
}
