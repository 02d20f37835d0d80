package io.navarch.schema.quota;

import io.navarch.schema.pod.PodAmounts;
import io.navarch.schema.quantity.Quantity;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What claims of volumes use, together and by their storage class. Pure. */
final class ClaimUsage {

  private static final String STORAGE = "requests.storage";
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
  private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

  private ClaimUsage() {}

  static boolean isName(String name) {
    return name.equals(STORAGE)
        || name.endsWith(OF_CLASS + STORAGE)
        || name.endsWith(OF_CLASS + CLAIMS);
  }

  static void add(JsonNode claim, Map<String, Quantity> usage) {
    var storageClass = storageClass(claim);
    if (!storageClass.isEmpty()) {
      usage.put(storageClass + OF_CLASS + CLAIMS, Quantity.of(1));
    }
    storage(claim)
        .ifPresent(amount -> {
          usage.put(STORAGE, amount);
          if (!storageClass.isEmpty()) {
            usage.put(storageClass + OF_CLASS + STORAGE, amount);
          }
        });
  }

  private static String storageClass(JsonNode claim) {
    return claim
        .path("metadata")
        .path("annotations")
        .path(BETA_CLASS)
        .asString(claim.path("spec").path("storageClassName").asString(""));
  }

  /** The larger of what is asked for and what is allocated, as an expansion may be taken back. */
  private static Optional<Quantity> storage(JsonNode claim) {
    var asked = PodAmounts.of(claim.path("spec").path("resources").path("requests")).get("storage");
    var allocated = PodAmounts.of(claim.path("status").path("allocatedResources")).get("storage");
    if (asked == null || allocated == null) {
      return Optional.ofNullable(asked);
    }
    return Optional.of(asked.compareTo(allocated) >= 0 ? asked : allocated);
  }
}
