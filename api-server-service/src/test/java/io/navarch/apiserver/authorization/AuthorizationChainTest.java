package io.navarch.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupVersionResource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code AuthorizationChain} promises. */
class AuthorizationChainTest {

  private static final UserInfo ALICE = UserInfo.of("alice", "system:authenticated");

  @Test
  void wordsARefusalAsUpstreamDoes() {
    var chain = new AuthorizationChain(List.of((_, _) -> new Verdict.NoOpinion("")));

    assertThatThrownBy(() -> chain.require(ALICE, pods("list", "default", "", "")))
        .isInstanceOf(ApiStatusException.class)
        .hasMessage(
            "pods is forbidden: User \"alice\" cannot list resource \"pods\" in API group \"\" in"
                + " the namespace \"default\"");
    assertThatThrownBy(() -> chain.require(ALICE, pods("get", "default", "p", "log")))
        .hasMessage(
            "pods \"p\" is forbidden: User \"alice\" cannot get resource \"pods/log\" in API group"
                + " \"\" in the namespace \"default\"");
  }

  @Test
  void addsTheReasonsOfAllWhoHadNoOpinion() {
    var chain =
        new AuthorizationChain(
            List.of((_, _) -> new Verdict.NoOpinion("a"), (_, _) -> new Verdict.Deny("b")));

    assertThatThrownBy(() -> chain.require(ALICE, pods("list", "", "", "")))
        .hasMessageEndingWith("at the cluster scope: a\nb");
  }

  @Test
  void letsMastersPassWhateverOthersSay() {
    var chain =
        new AuthorizationChain(List.of(new PrivilegedGroup(), (_, _) -> new Verdict.Deny("no")));

    assertThatCode(
            () -> chain.require(UserInfo.of("a", "system:masters"), pods("delete", "", "", "")))
        .doesNotThrowAnyException();
  }

  private static RequestInfo pods(String verb, String namespace, String name, String subresource) {
    return new RequestInfo(
        true,
        verb,
        "/",
        new GroupVersionResource("", "v1", "pods"),
        subresource,
        namespace,
        name,
        "",
        "");
  }
}
