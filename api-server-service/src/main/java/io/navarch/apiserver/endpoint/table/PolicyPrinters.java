package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.AgeText;
import io.navarch.schema.tree.ObjectView;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows what rules the cluster: roles, disruption budgets, admission, flow control, signing. */
@Component
final class PolicyPrinters implements RowPrinters {

  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String FLOW = "flowcontrol.apiserver.k8s.io";

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.ofEntries(
        Map.entry(new GroupResource("policy", "poddisruptionbudgets"), PolicyPrinters::budget),
        Map.entry(new GroupResource(RBAC, "rolebindings"), PolicyPrinters::binding),
        Map.entry(new GroupResource(RBAC, "clusterrolebindings"), PolicyPrinters::binding),
        Map.entry(
            new GroupResource(ADMISSION, "validatingwebhookconfigurations"), counted("webhooks")),
        Map.entry(
            new GroupResource(ADMISSION, "mutatingwebhookconfigurations"), counted("webhooks")),
        Map.entry(
            new GroupResource(ADMISSION, "validatingadmissionpolicies"), policy("validations")),
        Map.entry(new GroupResource(ADMISSION, "mutatingadmissionpolicies"), policy("mutations")),
        Map.entry(
            new GroupResource(ADMISSION, "validatingadmissionpolicybindings"),
            PolicyPrinters::policyBinding),
        Map.entry(
            new GroupResource(ADMISSION, "mutatingadmissionpolicybindings"),
            PolicyPrinters::policyBinding),
        Map.entry(new GroupResource(FLOW, "flowschemas"), PolicyPrinters::flowSchema),
        Map.entry(new GroupResource(FLOW, "prioritylevelconfigurations"), PolicyPrinters::level),
        Map.entry(
            new GroupResource("scheduling.k8s.io", "priorityclasses"), PolicyPrinters::priority),
        Map.entry(new GroupResource("coordination.k8s.io", "leases"), PolicyPrinters::lease),
        Map.entry(new GroupResource("node.k8s.io", "runtimeclasses"), PolicyPrinters::runtime),
        Map.entry(
            new GroupResource("apiregistration.k8s.io", "apiservices"), PolicyPrinters::service),
        Map.entry(
            new GroupResource("certificates.k8s.io", "certificatesigningrequests"),
            PolicyPrinters::signing));
  }

  private static void budget(ObjectView object, Row row) {
    row.name()
        .text(object.at("spec", "minAvailable"), "N/A")
        .text(object.at("spec", "maxUnavailable"), "N/A")
        .number(object.at("status", "disruptionsAllowed"))
        .age();
  }

  private static void binding(ObjectView object, Row row) {
    row.name()
        .text(object.at("roleRef", "kind").text() + "/" + object.at("roleRef", "name").text())
        .age()
        .text(subjects(object, "User"))
        .text(subjects(object, "Group"))
        .text(subjects(object, "ServiceAccount"));
  }

  private static String subjects(ObjectView object, String kind) {
    return object.at("subjects").items().stream()
        .filter(subject -> subject.at("kind").text().equals(kind))
        .map(subject ->
            kind.equals("ServiceAccount")
                ? subject.at("namespace").text() + "/" + subject.at("name").text()
                : subject.at("name").text())
        .collect(Collectors.joining(", "));
  }

  private static RowPrinter counted(String list) {
    return (object, row) -> row.name().number(object.at(list).items().size()).age();
  }

  private static RowPrinter policy(String list) {
    return (object, row) -> {
      var kind = object.at("spec", "paramKind");
      row.name()
          .number(object.at("spec", list).items().size())
          .text(
              kind.isPresent()
                  ? kind.at("apiVersion").text() + "/" + kind.at("kind").text()
                  : Row.UNSET)
          .age();
    };
  }

  private static void policyBinding(ObjectView object, Row row) {
    var param = object.at("spec", "paramRef");
    var namespace = param.at("namespace").text("*");
    var name = param.at("name").text();
    row.name()
        .text(object.at("spec", "policyName").text())
        .text(
            param.isPresent()
                ? "%s/%s".formatted(namespace, name.isEmpty() ? "*" : name)
                : Row.UNSET)
        .age();
  }

  private static void flowSchema(ObjectView object, Row row) {
    var dangling = object.condition("Dangling").map(c -> c.at("status").text());
    row.name()
        .text(object.at("spec", "priorityLevelConfiguration", "name").text())
        .number(object.at("spec", "matchingPrecedence"))
        .text(object.at("spec", "distinguisherMethod", "type"), Row.NONE)
        .age()
        .text(dangling.orElse("?"));
  }

  private static void level(ObjectView object, Row row) {
    var limited = object.at("spec", "limited");
    var queuing = limited.at("limitResponse", "queuing");
    row.name()
        .text(object.at("spec", "type").text())
        .number(limited.at("nominalConcurrencyShares"), Row.NONE)
        .number(queuing.at("queues"), Row.NONE)
        .number(queuing.at("handSize"), Row.NONE)
        .number(queuing.at("queueLengthLimit"), Row.NONE)
        .age();
  }

  private static void priority(ObjectView object, Row row) {
    row.name()
        .number(object.at("value"))
        .flag(object.at("globalDefault").flag())
        .age()
        .text(object.at("preemptionPolicy"), Row.UNSET);
  }

  private static void lease(ObjectView object, Row row) {
    row.name().text(object.at("spec", "holderIdentity").text()).age();
  }

  private static void runtime(ObjectView object, Row row) {
    row.name().text(object.at("handler").text()).age();
  }

  private static void service(ObjectView object, Row row) {
    var service = object.at("spec", "service");
    var available = object.condition("Available");
    var status = available.map(c -> c.at("status").text()).orElse("Unknown");
    var reason = available.map(c -> c.at("reason").text()).orElse("");
    row.name()
        .text(
            service.isPresent()
                ? service.at("namespace").text() + "/" + service.at("name").text()
                : "Local")
        .text(status.equals("True") || reason.isEmpty() ? status : status + " (" + reason + ")")
        .age();
  }

  private static void signing(ObjectView object, Row row) {
    var seconds = object.at("spec", "expirationSeconds");
    row.name()
        .age()
        .text(object.at("spec", "signerName").text())
        .text(object.at("spec", "username").text())
        .text(seconds.isPresent() ? AgeText.of(Duration.ofSeconds(seconds.number(0L))) : Row.NONE)
        .text(signingState(object));
  }

  private static String signingState(ObjectView object) {
    var state = new StringBuilder();
    if (object.condition("Approved").isPresent()) {
      state.append("Approved");
    } else if (object.condition("Denied").isPresent()) {
      state.append("Denied");
    } else {
      state.append("Pending");
    }
    if (object.condition("Failed").isPresent()) {
      state.append(",Failed");
    }
    if (!object.at("status", "certificate").text().isEmpty()) {
      state.append(",Issued");
    }
    return state.toString();
  }
}
