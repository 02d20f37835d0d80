package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.ContainerImageBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.Image;
import java.util.Comparator;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** The largest images on the node, so that the scheduler can prefer nodes that have them. */
@Component
@RequiredArgsConstructor
class ImageListContributor implements NodeStatusContributor {

  private static final int MOST_IMAGES = 50;
  private static final int MOST_NAMES = 5;

  private final ContainerRuntime runtime;

  @Override
  public void contribute(Node present, NodeStatusFluent<?> status) {
    status.withImages(
        runtime.listImages().stream()
            .sorted(Comparator.comparingLong(Image::size).reversed().thenComparing(Image::id))
            .limit(MOST_IMAGES)
            .map(ImageListContributor::image)
            .toList());
  }

  private static ContainerImage image(Image image) {
    return new ContainerImageBuilder()
        .withNames(
            Stream.concat(image.digests().stream(), image.tags().stream())
                .limit(MOST_NAMES)
                .toList())
        .withSizeBytes(image.size())
        .build();
  }
}
