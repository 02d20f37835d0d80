package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ResourceKey;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import org.springframework.stereotype.Component;

/** Which handler of the runtime a Pod's RuntimeClass means. */
@Component
class RuntimeHandlers {

  private final Lister<RuntimeClass> classes;

  RuntimeHandlers(Informers informers) {
    this.classes = informers.lister(RuntimeClass.class);
  }

  String of(Pod pod) {
    var name = pod.getSpec().getRuntimeClassName();
    if (name == null || name.isEmpty()) {
      return "";
    }
    return classes
        .find(ResourceKey.of("", name))
        .map(RuntimeClass::getHandler)
        .orElseThrow(() ->
            new RuntimeFailure(
                RuntimeFailure.Code.NOT_FOUND,
                "failed to get sandbox runtime: no runtime for \"%s\" is configured"
                    .formatted(name)));
  }
}
