package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Which container of a Pod is meant. */
final class PodContainers {

  private PodContainers() {}

  /** The container asked for, or the only one. */
  static String choose(ObjectNode pod, String asked) {
    var name = pod.at("/metadata/name").asString("");
    var containers = names(pod, "containers");
    if (asked.isEmpty()) {
      return theOnly(pod, name, containers);
    }
    boolean known =
        containers.contains(asked)
            || names(pod, "initContainers").contains(asked)
            || names(pod, "ephemeralContainers").contains(asked);
    if (!known) {
      throw ApiStatusException.badRequest(
          "container %s is not valid for pod %s".formatted(asked, name));
    }
    return asked;
  }

  private static String theOnly(ObjectNode pod, String name, List<String> containers) {
    if (containers.size() == 1) {
      return containers.getFirst();
    }
    var message = "a container name must be specified for pod " + name;
    if (containers.isEmpty()) {
      throw ApiStatusException.badRequest(message);
    }
    var all = new ArrayList<>(names(pod, "initContainers"));
    all.addAll(containers);
    all.addAll(names(pod, "ephemeralContainers"));
    throw ApiStatusException.badRequest(
        message + ", choose one of: [" + String.join(" ", all) + "]");
  }

  private static List<String> names(ObjectNode pod, String kind) {
    var names = new ArrayList<String>();
    for (var container : pod.path("spec").path(kind)) {
      names.add(container.path("name").asString(""));
    }
    return names;
  }
}
