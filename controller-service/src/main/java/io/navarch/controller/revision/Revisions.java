package io.navarch.controller.revision;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.Selectors;
import io.navarch.controller.podcontrol.TemplateHash;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps a revision for each template of an owner, numbered in the order in which they were set. */
public final class Revisions {

  /** The label by which pods and revisions say which template they are of. */
  public static final String HASH = "controller-revision-hash";

  private static final ResourceType<ControllerRevision> TYPE =
      ResourceType.of(ControllerRevision.class);
  private static final Comparator<ControllerRevision> BY_NUMBER =
      Comparator.<ControllerRevision>comparingLong(Revisions::number)
          .thenComparing(revision -> revision.getMetadata().getName());

  private final ApiClient api;
  private final Claims claims;
  private final OwnedLister<ControllerRevision> lister;

  /** Reads revisions from the informers and writes them by the client. */
  public Revisions(ApiClient api, Claims claims, Informers informers) {
    this.api = api;
    this.claims = claims;
    this.lister = new OwnedLister<>(informers, ControllerRevision.class);
  }

  /** All revisions of an owner, the oldest first. */
  public List<ControllerRevision> of(HasMetadata owner, @Nullable LabelSelector selector) {
    return claims.claim(owner, Selectors.of(selector), TYPE, lister.candidates(owner)).stream()
        .sorted(BY_NUMBER)
        .toList();
  }

  /**
   * The revision of the present template: the one there is, or a new one with the next number.
   *
   * @param known all revisions of the owner, the oldest first
   * @return empty if another template has the name already; the collision count must grow
   */
  public Optional<ControllerRevision> current(
      HasMetadata owner,
      PodTemplateSpec template,
      @Nullable Integer collisions,
      List<ControllerRevision> known) {
    long next = known.isEmpty() ? 1 : number(known.getLast()) + 1;
    var same = known.reversed().stream().filter(r -> RevisionData.isOf(r, template)).findFirst();
    if (same.isEmpty()) {
      return create(make(owner, template, TemplateHash.of(template, collisions), next), template);
    }
    return number(same.get()) == next - 1
        ? same
        : Optional.of(
            api.update(new ControllerRevisionBuilder(same.get()).withRevision(next).build()));
  }

  private Optional<ControllerRevision> create(ControllerRevision made, PodTemplateSpec template) {
    try {
      return Optional.of(api.create(made));
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        throw e;
      }
      return api.find(TYPE, ResourceKey.of(made)).filter(r -> RevisionData.isOf(r, template));
    }
  }

  private static ControllerRevision make(
      HasMetadata owner, PodTemplateSpec template, String hash, long number) {
    var labels = new HashMap<String, String>();
    if (template.getMetadata() != null && template.getMetadata().getLabels() != null) {
      labels.putAll(template.getMetadata().getLabels());
    }
    labels.put(HASH, hash);
    return new ControllerRevisionBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withNamespace(owner.getMetadata().getNamespace())
                .withName(owner.getMetadata().getName() + "-" + hash)
                .withLabels(labels)
                .withAnnotations(owner.getMetadata().getAnnotations())
                .withOwnerReferences(Owners.controlledBy(owner))
                .build())
        .withData(RevisionData.of(template))
        .withRevision(number)
        .build();
  }

  /**
   * Deletes the oldest revisions beyond the limit, but none that a pod is of.
   *
   * @param older all but the present one, the oldest first
   * @param isLive whether a pod of the owner is of this revision
   */
  public void trim(
      List<ControllerRevision> older, Predicate<ControllerRevision> isLive, int limit) {
    var unused = older.stream().filter(isLive.negate()).toList();
    for (var revision : unused.subList(0, Math.max(0, unused.size() - limit))) {
      try {
        api.delete(TYPE, ResourceKey.of(revision), new DeleteOptionsBuilder().build());
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  /** The template that a revision brings back. */
  public static PodTemplateSpec template(ControllerRevision revision) {
    return RevisionData.template(revision);
  }

  /** What the label of a revision, or of a pod, says of its template. */
  public static String hash(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(HASH, "");
  }

  private static long number(ControllerRevision revision) {
    return revision.getRevision() == null ? 0 : revision.getRevision();
  }
}
