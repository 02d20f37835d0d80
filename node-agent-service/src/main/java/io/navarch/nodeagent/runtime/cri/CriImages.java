package io.navarch.nodeagent.runtime.cri;

import static io.navarch.nodeagent.runtime.cri.CriFailures.translating;

import io.grpc.Channel;
import io.navarch.cri.AuthConfig;
import io.navarch.cri.ImageFsInfoRequest;
import io.navarch.cri.ImageServiceGrpc;
import io.navarch.cri.ImageServiceGrpc.ImageServiceBlockingStub;
import io.navarch.cri.ImageSpec;
import io.navarch.cri.ImageStatusRequest;
import io.navarch.cri.ListImagesRequest;
import io.navarch.cri.PullImageRequest;
import io.navarch.cri.RemoveImageRequest;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.ImageFilesystem;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import io.navarch.nodeagent.runtime.SandboxConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The image half of the interface. */
final class CriImages {

  private final ImageServiceBlockingStub calls;
  private final Duration timeout;
  private final Duration pullTimeout;

  CriImages(Channel channel, Duration timeout, Duration pullTimeout) {
    this.calls = ImageServiceGrpc.newBlockingStub(channel);
    this.timeout = timeout;
    this.pullTimeout = pullTimeout;
  }

  private ImageServiceBlockingStub within(Duration limit) {
    return calls.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  List<Image> list() {
    var answer =
        translating(() -> within(timeout).listImages(ListImagesRequest.getDefaultInstance()));
    return answer.getImagesList().stream().map(Statuses::image).toList();
  }

  Optional<Image> find(String reference) {
    var request =
        ImageStatusRequest.newBuilder()
            .setImage(ImageSpec.newBuilder().setImage(reference))
            .build();
    var answer = translating(() -> within(timeout).imageStatus(request));
    return answer.hasImage() ? Optional.of(Statuses.image(answer.getImage())) : Optional.empty();
  }

  String pull(String reference, Optional<RegistryCredentials> credentials, SandboxConfig within) {
    var request =
        PullImageRequest.newBuilder()
            .setImage(ImageSpec.newBuilder().setImage(reference).setUserSpecifiedImage(reference))
            .setSandboxConfig(Requests.sandbox(within));
    credentials.map(CriImages::auth).ifPresent(request::setAuth);
    return translating(() -> within(pullTimeout).pullImage(request.build())).getImageRef();
  }

  private static AuthConfig auth(RegistryCredentials credentials) {
    return AuthConfig.newBuilder()
        .setUsername(credentials.username())
        .setPassword(credentials.password())
        .setIdentityToken(credentials.identityToken())
        .build();
  }

  void remove(String imageId) {
    var request =
        RemoveImageRequest.newBuilder().setImage(ImageSpec.newBuilder().setImage(imageId)).build();
    translating(() -> within(timeout).removeImage(request));
  }

  List<ImageFilesystem> filesystems() {
    var answer =
        translating(() -> within(timeout).imageFsInfo(ImageFsInfoRequest.getDefaultInstance()));
    return answer.getImageFilesystemsList().stream()
        .map(usage ->
            new ImageFilesystem(
                usage.getFsId().getMountpoint(),
                usage.getUsedBytes().getValue(),
                usage.getInodesUsed().getValue()))
        .toList();
  }
}
