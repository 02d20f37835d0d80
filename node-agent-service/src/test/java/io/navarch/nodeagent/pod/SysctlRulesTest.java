package io.navarch.nodeagent.pod;

import static io.navarch.nodeagent.pod.Pods.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Sysctl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kernel parameters a node lets Pods set. */
class SysctlRulesTest {

  private static Pod setting(String name, boolean nodeNetwork) {
    return aPod()
        .editSpec()
        .withHostNetwork(nodeNetwork)
        .withNewSecurityContext()
        .withSysctls(new Sysctl(name, "1"))
        .endSecurityContext()
        .endSpec()
        .build();
  }

  @Test
  void onlySafeOnesUnlessTheNodeAllowsMore() {
    var strict = new SysctlRules(List.of());
    var lax = new SysctlRules(List.of("kernel.msg*"));

    assertThat(strict.refuse(setting("net.ipv4.tcp_syncookies", false))).isEmpty();
    assertThat(strict.refuse(setting("kernel.msgmax", false)))
        .contains("\"kernel.msgmax\" not allowlisted");
    assertThat(lax.refuse(setting("kernel.msgmax", false))).isEmpty();
  }

  @Test
  void noneOfTheNodesOwnNetwork() {
    assertThat(new SysctlRules(List.of()).refuse(setting("net.ipv4.tcp_syncookies", true)))
        .contains("\"net.ipv4.tcp_syncookies\" not allowed with host net enabled");
  }
}
