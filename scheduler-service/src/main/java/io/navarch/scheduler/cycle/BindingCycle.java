package io.navarch.scheduler.cycle;

import io.navarch.scheduler.framework.BindPlugin;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.PermitPlugin;
import io.navarch.scheduler.framework.PermitResult;
import io.navarch.scheduler.framework.PostBindPlugin;
import io.navarch.scheduler.framework.PreBindPlugin;
import io.navarch.scheduler.framework.Profile;
import io.navarch.scheduler.framework.ReservePlugin;
import io.navarch.scheduler.framework.StepResult;
import io.navarch.scheduler.snapshot.PodInfo;
import lombok.RequiredArgsConstructor;

/**
 * Carries out a placement: reserve, permit, prepare, bind. Runs beside the next scheduling cycles,
 * one virtual thread per Pod.
 */
@RequiredArgsConstructor
final class BindingCycle {

  private final Profile profile;

  /** Binds the Pod, or says why not and gives back what was reserved. */
  StepResult run(CycleState state, PodInfo pod, String nodeName) {
    var result = steps(state, pod, nodeName);
    if (result instanceof StepResult.Failed) {
      profile
          .at(ReservePlugin.class)
          .reversed()
          .forEach(plugin -> plugin.unreserve(state, pod, nodeName));
    } else {
      profile.at(PostBindPlugin.class).forEach(plugin -> plugin.postBind(state, pod, nodeName));
    }
    return result;
  }

  private StepResult steps(CycleState state, PodInfo pod, String nodeName) {
    for (var plugin : profile.at(ReservePlugin.class)) {
      if (plugin.reserve(state, pod, nodeName) instanceof StepResult.Failed failed) {
        return failed;
      }
    }
    for (var plugin : profile.at(PermitPlugin.class)) {
      if (plugin.permit(state, pod, nodeName) instanceof PermitResult.Refused(var reason)) {
        return new StepResult.Failed(reason);
      }
    }
    for (var plugin : profile.at(PreBindPlugin.class)) {
      if (plugin.preBind(state, pod, nodeName) instanceof StepResult.Failed failed) {
        return failed;
      }
    }
    for (var plugin : profile.at(BindPlugin.class)) {
      var result = plugin.bind(state, pod, nodeName);
      if (!(result instanceof StepResult.Skipped)) {
        return result;
      }
    }
    return new StepResult.Failed("no Bind plugin took the Pod");
  }
}
