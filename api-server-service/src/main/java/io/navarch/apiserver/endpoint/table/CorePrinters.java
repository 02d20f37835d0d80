package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows the smaller kinds of the core group. */
@Component
final class CorePrinters implements RowPrinters {

  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");
  private static final List<String> MODE_ORDER =
      List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        RowPrinters.core("configmaps"), CorePrinters::configMap,
        RowPrinters.core("secrets"), CorePrinters::secret,
        RowPrinters.core("namespaces"), CorePrinters::namespace,
        RowPrinters.core("endpoints"), CorePrinters::endpoints,
        RowPrinters.core("resourcequotas"), CorePrinters::quota,
        RowPrinters.core("persistentvolumeclaims"), CorePrinters::claim,
        RowPrinters.core("persistentvolumes"), CorePrinters::volume,
        RowPrinters.core("componentstatuses"), CorePrinters::component);
  }

  private static void configMap(ObjectView object, Row row) {
    row.name()
        .number(Row.size(object.at("data").node()) + Row.size(object.at("binaryData").node()))
        .age();
  }

  private static void secret(ObjectView object, Row row) {
    row.name().text(object.at("type").text()).number(Row.size(object.at("data").node())).age();
  }

  private static void namespace(ObjectView object, Row row) {
    row.name().text(object.at("status", "phase").text()).age();
  }

  private static void endpoints(ObjectView object, Row row) {
    var addresses = new ArrayList<String>();
    for (var subset : object.at("subsets").items()) {
      var hosts = subset.at("addresses").items().stream().map(a -> a.at("ip").text()).toList();
      var ports = subset.at("ports").items();
      if (ports.isEmpty()) {
        addresses.addAll(hosts);
      }
      for (var port : ports) {
        var number = port.at("port").text();
        hosts.forEach(
            host -> addresses.add((host.contains(":") ? "[" + host + "]" : host) + ":" + number));
      }
    }
    row.name().text(Row.orNone(Row.join(addresses, 3))).age();
  }

  private static void quota(ObjectView object, Row row) {
    row.name().text(quota(object, false)).text(quota(object, true)).age();
  }

  private static String quota(ObjectView object, boolean limits) {
    var hard = new TreeMap<>(object.at("status", "hard").asStringMap());
    return hard.keySet().stream()
        .filter(name -> name.startsWith("limits.") == limits)
        .map(name ->
            "%s: %s/%s"
                .formatted(name, object.at("status", "used", name).text("0"), hard.get(name)))
        .collect(Collectors.joining(", "));
  }

  private static void claim(ObjectView object, Row row) {
    boolean bound = !object.at("spec", "volumeName").text().isEmpty();
    row.name()
        .text(object.isTerminating() ? "Terminating" : object.at("status", "phase").text())
        .text(object.at("spec", "volumeName").text())
        .text(bound ? object.at("status", "capacity", "storage").text("0") : "")
        .text(bound ? modes(object.at("status", "accessModes")) : "")
        .text(storageClass(object))
        .text(object.at("spec", "volumeAttributesClassName"), Row.UNSET)
        .age()
        .text(object.at("spec", "volumeMode"), Row.UNSET);
  }

  private static void volume(ObjectView object, Row row) {
    var claim = object.at("spec", "claimRef");
    row.name()
        .text(object.at("spec", "capacity", "storage").text("0"))
        .text(modes(object.at("spec", "accessModes")))
        .text(object.at("spec", "persistentVolumeReclaimPolicy").text())
        .text(object.isTerminating() ? "Terminating" : object.at("status", "phase").text())
        .text(claim.isPresent() ? claim.at("namespace").text() + "/" + claim.at("name").text() : "")
        .text(storageClass(object))
        .text(object.at("spec", "volumeAttributesClassName"), Row.UNSET)
        .text(object.at("status", "reason").text())
        .age()
        .text(object.at("spec", "volumeMode"), Row.UNSET);
  }

  private static String storageClass(ObjectView object) {
    var annotation = object.annotations().get("volume.beta.kubernetes.io/storage-class");
    return annotation == null ? object.at("spec", "storageClassName").text() : annotation;
  }

  private static String modes(ObjectView modes) {
    var given = modes.texts();
    return MODE_ORDER.stream()
        .filter(given::contains)
        .map(mode -> MODES.getOrDefault(mode, mode))
        .collect(Collectors.joining(","));
  }

  private static void component(ObjectView object, Row row) {
    var healthy =
        object.at("conditions").items().stream()
            .filter(c -> c.at("type").text().equals("Healthy"))
            .findFirst();
    boolean isHealthy = healthy.filter(c -> c.at("status").text().equals("True")).isPresent();
    row.name()
        .text(isHealthy ? "Healthy" : healthy.isPresent() ? "Unhealthy" : "Unknown")
        .text(healthy.map(c -> c.at("message").text()).orElse(""))
        .text(healthy.map(c -> c.at("error").text()).orElse(""));
  }
}
