package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short names for pod templates: FNV-1a of the template's canonical JSON, in an alphabet that forms
 * no words.
 */
public final class TemplateHash {

  /** The label by which the pods of two templates are told apart. */
  public static final String LABEL = "pod-template-hash";

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private TemplateHash() {}

  /** The name of a template; the collision count makes another one of the same template. */
  public static String of(PodTemplateSpec template, @Nullable Integer collisionCount) {
    int hash = fnv(0x811c9dc5, CANONICAL.writeValueAsBytes(template));
    if (collisionCount != null) {
      hash = fnv(hash, Integer.toString(collisionCount).getBytes(StandardCharsets.UTF_8));
    }
    return encode(Integer.toUnsignedString(hash));
  }

  /** Replaces each character by one that is neither a vowel nor looks like another. */
  public static String encode(String text) {
    var encoded = new StringBuilder();
    text.chars().forEach(c -> encoded.append(ALPHABET.charAt(c % ALPHABET.length())));
    return encoded.toString();
  }

  /** Whether two templates make the same pods; the hash label does not count. */
  public static boolean isSame(PodTemplateSpec one, PodTemplateSpec other) {
    return withoutHash(one).equals(withoutHash(other));
  }

  private static PodTemplateSpec withoutHash(PodTemplateSpec template) {
    Map<String, String> labels = new HashMap<>();
    var metadata = template.getMetadata();
    if (metadata != null && metadata.getLabels() != null) {
      labels.putAll(metadata.getLabels());
    }
    labels.remove(LABEL);
    var kept =
        (metadata == null ? new ObjectMetaBuilder() : new ObjectMetaBuilder(metadata))
            .withCreationTimestamp(null)
            .withLabels(labels)
            .build();
    return new PodTemplateSpecBuilder(template).withMetadata(kept).build();
  }

  private static int fnv(int seed, byte[] bytes) {
    int hash = seed;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return hash;
  }
}
