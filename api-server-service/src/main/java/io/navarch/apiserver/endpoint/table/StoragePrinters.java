package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows what concerns storage and devices. */
@Component
final class StoragePrinters implements RowPrinters {

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        storage("storageclasses"),
        StoragePrinters::storageClass,
        storage("csidrivers"),
        StoragePrinters::driver,
        storage("csinodes"),
        StoragePrinters::node,
        storage("volumeattachments"),
        StoragePrinters::attachment,
        storage("volumeattributesclasses"),
        StoragePrinters::attributesClass,
        new GroupResource("resource.k8s.io", "resourceclaims"),
        StoragePrinters::claim,
        new GroupResource("resource.k8s.io", "resourceslices"),
        StoragePrinters::slice);
  }

  private static GroupResource storage(String resource) {
    return new GroupResource("storage.k8s.io", resource);
  }

  private static boolean isDefault(ObjectView object, String annotation) {
    return "true".equals(object.annotations().get(annotation));
  }

  private static void storageClass(ObjectView object, Row row) {
    boolean byDefault =
        isDefault(object, "storageclass.kubernetes.io/is-default-class")
            || isDefault(object, "storageclass.beta.kubernetes.io/is-default-class");
    row.text(object.name() + (byDefault ? " (default)" : ""))
        .text(object.at("provisioner").text())
        .text(object.at("reclaimPolicy").text("Delete"))
        .text(object.at("volumeBindingMode").text("Immediate"))
        .flag(object.at("allowVolumeExpansion").flag())
        .age();
  }

  private static void driver(ObjectView object, Row row) {
    var spec = object.at("spec");
    var attach = spec.at("attachRequired");
    row.name()
        .flag(!attach.isPresent() || attach.flag())
        .flag(spec.at("podInfoOnMount").flag())
        .flag(spec.at("storageCapacity").flag())
        .text(
            words(
                spec.at("tokenRequests").items().stream()
                    .map(request -> request.at("audience").text())
                    .toList()))
        .flag(spec.at("requiresRepublish").flag())
        .text(Row.orNone(Row.join(spec.at("volumeLifecycleModes").texts())))
        .age();
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? Row.UNSET : Row.join(words);
  }

  private static void node(ObjectView object, Row row) {
    row.name().number(object.at("spec", "drivers").items().size()).age();
  }

  private static void attachment(ObjectView object, Row row) {
    row.name()
        .text(object.at("spec", "attacher").text())
        .text(object.at("spec", "source", "persistentVolumeName").text())
        .text(object.at("spec", "nodeName").text())
        .flag(object.at("status", "attached").flag())
        .age();
  }

  private static void attributesClass(ObjectView object, Row row) {
    boolean byDefault =
        isDefault(object, "volumeattributesclass.alpha.kubernetes.io/is-default-class");
    row.text(object.name() + (byDefault ? " (default)" : ""))
        .text(object.at("driverName").text())
        .age();
  }

  private static void claim(ObjectView object, Row row) {
    var state = new StringBuilder();
    if (object.isTerminating()) {
      state.append("deleted,");
    }
    if (object.at("status", "allocation").isPresent()) {
      state.append("allocated,");
    }
    if (!object.at("status", "reservedFor").items().isEmpty()) {
      state.append("reserved,");
    }
    row.name().text(state.isEmpty() ? "pending" : state.substring(0, state.length() - 1)).age();
  }

  private static void slice(ObjectView object, Row row) {
    row.name()
        .text(object.at("spec", "nodeName").text())
        .text(object.at("spec", "driver").text())
        .text(object.at("spec", "pool", "name").text())
        .age();
  }
}
