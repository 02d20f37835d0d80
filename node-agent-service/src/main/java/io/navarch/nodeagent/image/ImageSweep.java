package io.navarch.nodeagent.image;

import io.navarch.nodeagent.runtime.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which images are to be given up. Pure.
 *
 * @param images on the node that nobody uses
 * @param known when each was seen first and used last, by id
 * @param least how long an image stays at least
 */
record ImageSweep(List<Image> images, Map<String, Seen> known, Duration least) {

  /** When an image was seen first, and last in use. */
  record Seen(Instant first, Instant lastUse) {}

  ImageSweep {
    images = List.copyOf(images);
    known = Map.copyOf(known);
  }

  /** Those that were not used for longest, until so many bytes are free. */
  List<Image> toFree(long bytes, Instant now) {
    var result = new ArrayList<Image>();
    long freed = 0;
    for (var image : byAge(now)) {
      if (freed >= bytes) {
        break;
      }
      result.add(image);
      freed += image.size();
    }
    return result;
  }

  /** Those that were not used for so long. */
  List<Image> olderThan(Duration age, Instant now) {
    return byAge(now).stream()
        .filter(image -> seen(image, now).lastUse().plus(age).isBefore(now))
        .toList();
  }

  private List<Image> byAge(Instant now) {
    return images.stream()
        .filter(image -> !image.pinned())
        .filter(image -> !seen(image, now).first().plus(least).isAfter(now))
        .sorted(
            Comparator.comparing((Image image) -> seen(image, now).lastUse())
                .thenComparing(image -> seen(image, now).first()))
        .toList();
  }

  private Seen seen(Image image, Instant now) {
    return known.getOrDefault(image.id(), new Seen(now, now));
  }
}
