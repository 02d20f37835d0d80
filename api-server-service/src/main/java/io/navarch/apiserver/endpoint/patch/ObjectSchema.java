package io.navarch.apiserver.endpoint.patch;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the patch functions must know of the objects of one kind. Made by {@link Source}, which
 * resolves every type once; immutable.
 */
public final class ObjectSchema {

  private final Kind kind;
  private final Catalogue catalogue;
  private final MergeType.Struct root;

  private ObjectSchema(Kind kind, Catalogue catalogue, MergeType.Struct root) {
    this.kind = kind;
    this.catalogue = catalogue;
    this.root = root;
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** How managedFields spell the version. */
  String apiVersion() {
    return kind.gvk().groupVersion().toString();
  }

  MergeType.Struct root() {
    return root;
  }

  /** Whether objects of this kind can still be had in a version. */
  boolean isServedIn(String apiVersion) {
    var gv = GroupVersion.parse(apiVersion);
    return catalogue
        .findKind(new GroupVersionKind(gv.group(), gv.version(), kind.gvk().kind()))
        .isPresent();
  }

  /** The schemas of one catalogue. Keep it as long as the catalogue. */
  public static final class Source {

    private final Catalogue catalogue;
    private final MergeTypes types;
    private final Map<GroupVersionKind, ObjectSchema> schemas = new ConcurrentHashMap<>();

    public Source(Catalogue catalogue) {
      this.catalogue = catalogue;
      this.types = new MergeTypes(catalogue);
    }

    /** The schema of a kind of the catalogue. */
    public ObjectSchema of(Kind kind) {
      return schemas.computeIfAbsent(
          kind.gvk(), _ -> new ObjectSchema(kind, catalogue, types.struct(kind.typeName())));
    }
  }
}
