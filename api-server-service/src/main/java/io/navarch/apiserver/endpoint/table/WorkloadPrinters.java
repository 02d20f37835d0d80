package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.AgeText;
import io.navarch.schema.tree.ObjectView;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows what makes Pods. */
@Component
final class WorkloadPrinters implements RowPrinters {

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        apps("deployments"),
        WorkloadPrinters::deployment,
        apps("replicasets"),
        WorkloadPrinters::replicas,
        RowPrinters.core("replicationcontrollers"),
        WorkloadPrinters::replicas,
        apps("statefulsets"),
        WorkloadPrinters::statefulSet,
        apps("daemonsets"),
        WorkloadPrinters::daemonSet,
        apps("controllerrevisions"),
        WorkloadPrinters::revision,
        new GroupResource("batch", "jobs"),
        WorkloadPrinters::job,
        new GroupResource("batch", "cronjobs"),
        WorkloadPrinters::cronJob,
        RowPrinters.core("podtemplates"),
        WorkloadPrinters::podTemplate);
  }

  private static GroupResource apps(String resource) {
    return new GroupResource("apps", resource);
  }

  private static void deployment(ObjectView object, Row row) {
    var status = object.at("status");
    row.name()
        .text(status.at("readyReplicas").number(0) + "/" + object.at("spec", "replicas").number(0))
        .number(status.at("updatedReplicas"))
        .number(status.at("availableReplicas"))
        .age()
        .containers(object.at("spec", "template", "spec"))
        .selector(object.at("spec", "selector"));
  }

  private static void replicas(ObjectView object, Row row) {
    row.name()
        .number(object.at("spec", "replicas"))
        .number(object.at("status", "replicas"))
        .number(object.at("status", "readyReplicas"))
        .age()
        .containers(object.at("spec", "template", "spec"));
    var selector = object.at("spec", "selector");
    boolean isObject =
        selector.at("matchLabels").isPresent() || selector.at("matchExpressions").isPresent();
    if (isObject) {
      row.selector(selector);
    } else {
      row.text(Row.labels(selector.asStringMap()));
    }
  }

  private static void statefulSet(ObjectView object, Row row) {
    row.name()
        .text(
            object.at("status", "readyReplicas").number(0)
                + "/"
                + object.at("spec", "replicas").number(0))
        .age()
        .containers(object.at("spec", "template", "spec"));
  }

  private static void daemonSet(ObjectView object, Row row) {
    var status = object.at("status");
    row.name()
        .number(status.at("desiredNumberScheduled"))
        .number(status.at("currentNumberScheduled"))
        .number(status.at("numberReady"))
        .number(status.at("updatedNumberScheduled"))
        .number(status.at("numberAvailable"))
        .text(Row.labels(object.at("spec", "template", "spec", "nodeSelector").asStringMap()))
        .age()
        .containers(object.at("spec", "template", "spec"))
        .selector(object.at("spec", "selector"));
  }

  private static void revision(ObjectView object, Row row) {
    row.name()
        .text(object.controller().map(WorkloadPrinters::owner).orElse(Row.NONE))
        .number(object.at("revision"))
        .age();
  }

  private static String owner(ObjectView owner) {
    var kind = owner.at("kind").text().toLowerCase(Locale.ROOT);
    var group = owner.gvk().group();
    return "%s/%s".formatted(group.isEmpty() ? kind : kind + "." + group, owner.at("name").text());
  }

  private static void job(ObjectView object, Row row) {
    row.name()
        .text(jobStatus(object))
        .text(completions(object))
        .text(duration(object, row))
        .age()
        .containers(object.at("spec", "template", "spec"))
        .selector(object.at("spec", "selector"));
  }

  private static String jobStatus(ObjectView job) {
    if (isTrue(job, "Complete")) {
      return "Complete";
    }
    if (isTrue(job, "Failed")) {
      return "Failed";
    }
    if (job.isTerminating()) {
      return "Terminating";
    }
    if (isTrue(job, "Suspended")) {
      return "Suspended";
    }
    if (isTrue(job, "FailureTarget")) {
      return "FailureTarget";
    }
    return isTrue(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
  }

  private static boolean isTrue(ObjectView object, String condition) {
    return object
        .condition(condition)
        .filter(c -> c.at("status").text().equals("True"))
        .isPresent();
  }

  private static String completions(ObjectView job) {
    int succeeded = job.at("status", "succeeded").number(0);
    var completions = job.at("spec", "completions");
    if (completions.isPresent()) {
      return succeeded + "/" + completions.number(0);
    }
    int parallelism = job.at("spec", "parallelism").number(0);
    return parallelism > 1 ? "%d/1 of %d".formatted(succeeded, parallelism) : succeeded + "/1";
  }

  private static String duration(ObjectView job, Row row) {
    var start = job.at("status", "startTime").asTime();
    if (start.isEmpty()) {
      return "";
    }
    var end =
        job.at("status", "completionTime")
            .asTime()
            .or(() ->
                job.condition("Failed")
                    .filter(c -> c.at("status").text().equals("True"))
                    .flatMap(c -> c.at("lastTransitionTime").asTime()));
    return AgeText.of(Duration.between(start.get(), end.orElse(row.now())));
  }

  private static void cronJob(ObjectView object, Row row) {
    var last = object.at("status", "lastScheduleTime").asTime();
    var template = object.at("spec", "jobTemplate", "spec");
    row.name()
        .text(object.at("spec", "schedule").text())
        .text(object.at("spec", "timeZone"), Row.NONE)
        .word(object.at("spec", "suspend").flag())
        .number(object.at("status", "active").items().size())
        .text(last.isPresent() ? row.since(last) : Row.NONE)
        .age()
        .containers(template.at("template", "spec"))
        .selector(template.at("selector"));
  }

  private static void podTemplate(ObjectView object, Row row) {
    var template = object.at("template");
    row.name()
        .containers(template.at("spec"))
        .text(Row.labels(template.at("metadata", "labels").asStringMap()));
  }
}
