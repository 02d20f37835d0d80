package io.navarch.apiserver.defaulting;

import io.navarch.schema.source.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rows, by the full name of the type they belong to. */
final class DefaultRows {

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("core.v1", "io.k8s.api.core.v1."),
          Map.entry("authentication.v1", "io.k8s.api.authentication.v1."),
          Map.entry("apps.v1", "io.k8s.api.apps.v1."),
          Map.entry("batch.v1", "io.k8s.api.batch.v1."),
          Map.entry("autoscaling.v1", "io.k8s.api.autoscaling.v1."),
          Map.entry("autoscaling.v2", "io.k8s.api.autoscaling.v2."),
          Map.entry("networking.v1", "io.k8s.api.networking.v1."),
          Map.entry("storage.v1", "io.k8s.api.storage.v1."),
          Map.entry("rbac.v1", "io.k8s.api.rbac.v1."),
          Map.entry("scheduling.v1", "io.k8s.api.scheduling.v1."),
          Map.entry("discovery.v1", "io.k8s.api.discovery.v1."),
          Map.entry("admissionregistration.v1", "io.k8s.api.admissionregistration.v1."),
          Map.entry("flowcontrol.v1", "io.k8s.api.flowcontrol.v1."),
          Map.entry("resource.v1", "io.k8s.api.resource.v1."),
          Map.entry(
              "apiextensions.v1", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1."),
          Map.entry("apiregistration.v1", "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1."));

  private DefaultRows() {}

  static Map<String, List<DefaultRow>> read() {
    var result = new HashMap<String, List<DefaultRow>>();
    FILES.forEach((file, prefix) -> {
      for (var line : TextTable.lines(DefaultRows.class, file + ".rules")) {
        var row = DefaultRow.parse(line);
        result.computeIfAbsent(prefix + row.type(), _ -> new ArrayList<>()).add(row);
      }
    });
    return result;
  }
}
