package io.navarch.apiserver.review;

import io.navarch.apiserver.authentication.AuthenticationChain;
import io.navarch.apiserver.authentication.BearerTokens;
import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.TokenAuthenticator.TokenUser;
import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Whose token is this? */
@Component
@RequiredArgsConstructor
final class TokenReviewResource implements ComputedResource {

  private static final String NOBODYS = "invalid bearer token";

  private final BearerTokens tokens;

  @Override
  public GroupResource resource() {
    return new GroupResource("authentication.k8s.io", "tokenreviews");
  }

  @Override
  public ObjectNode create(Request request) {
    var spec = request.body().path("spec");
    var token = spec.path("token").asString("");
    if (token.isEmpty()) {
      throw ApiStatusException.badRequest("token is required for TokenReview in authentication");
    }
    var status = request.body().putObject("status");
    try {
      tokens
          .authenticate(token, UserTrees.texts(spec.path("audiences")))
          .ifPresentOrElse(u -> accept(status, u), () -> refuse(status, NOBODYS));
    } catch (InvalidTokenException e) {
      var why = e.getMessage();
      refuse(status, NOBODYS.equals(why) ? NOBODYS : "[%s, %s]".formatted(NOBODYS, why));
    }
    return request.body();
  }

  private static void accept(ObjectNode status, TokenUser found) {
    status.put("authenticated", true);
    UserTrees.write(status.putObject("user"), AuthenticationChain.withGroup(found.user()));
    if (!found.audiences().isEmpty()) {
      UserTrees.addAll(status.putArray("audiences"), found.audiences());
    }
  }

  private static void refuse(ObjectNode status, String why) {
    status.putObject("user");
    status.put("error", why);
  }
}
