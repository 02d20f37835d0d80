package io.navarch.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.List;
import java.util.Map;

/** The types of {@code request} and {@code namespaceObject}. */
final class AdmissionTypes {

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final CelType TEXT_MAP = MapType.create(SimpleType.STRING, SimpleType.STRING);

  private AdmissionTypes() {}

  static void addTo(Environment environment) {
    var kind =
        PatchTypes.struct(
            "kubernetes.GroupVersionKind", Map.of("group", TEXT, "version", TEXT, "kind", TEXT));
    var resource =
        PatchTypes.struct(
            "kubernetes.GroupVersionResource",
            Map.of("group", TEXT, "version", TEXT, "resource", TEXT));
    var user =
        PatchTypes.struct(
            "kubernetes.UserInfo",
            Map.of(
                "username",
                TEXT,
                "uid",
                TEXT,
                "groups",
                TEXTS,
                "extra",
                MapType.create(SimpleType.STRING, TEXTS)));
    for (var type : List.of(kind, resource, user)) {
      environment.addType(type);
    }
    environment.declare("request", request(kind, resource, user));
    addNamespace(environment);
  }

  private static StructType request(CelType kind, CelType resource, CelType user) {
    return PatchTypes.struct(
        "kubernetes.AdmissionRequest",
        Map.ofEntries(
            Map.entry("kind", kind),
            Map.entry("resource", resource),
            Map.entry("subResource", TEXT),
            Map.entry("requestKind", kind),
            Map.entry("requestResource", resource),
            Map.entry("requestSubResource", TEXT),
            Map.entry("name", TEXT),
            Map.entry("namespace", TEXT),
            Map.entry("operation", TEXT),
            Map.entry("userInfo", user),
            Map.entry("dryRun", SimpleType.BOOL),
            Map.entry("options", SimpleType.DYN)));
  }

  private static void addNamespace(Environment environment) {
    var metadata =
        PatchTypes.struct(
            "kubernetes.NamespaceMetadata",
            Map.ofEntries(
                Map.entry("name", TEXT),
                Map.entry("generateName", TEXT),
                Map.entry("namespace", TEXT),
                Map.entry("labels", TEXT_MAP),
                Map.entry("annotations", TEXT_MAP),
                Map.entry("UID", TEXT),
                Map.entry("creationTimestamp", SimpleType.TIMESTAMP),
                Map.entry("deletionGracePeriodSeconds", SimpleType.INT),
                Map.entry("deletionTimestamp", SimpleType.TIMESTAMP),
                Map.entry("generation", SimpleType.INT),
                Map.entry("resourceVersion", TEXT),
                Map.entry("finalizers", TEXTS)));
    StructType spec = PatchTypes.struct("kubernetes.NamespaceSpec", Map.of("finalizers", TEXTS));
    StructType status = PatchTypes.struct("kubernetes.NamespaceStatus", Map.of("phase", TEXT));
    for (var type : List.of(metadata, spec, status)) {
      environment.addType(type);
    }
    environment.declare(
        "namespaceObject",
        PatchTypes.struct(
            "kubernetes.Namespace", Map.of("metadata", metadata, "spec", spec, "status", status)));
  }
}
