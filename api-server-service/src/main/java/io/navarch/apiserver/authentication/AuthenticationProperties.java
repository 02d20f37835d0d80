package io.navarch.apiserver.authentication;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may prove to be whom.
 *
 * @param anonymous whether requests without credentials go on as {@code system:anonymous} ({@code
 *     --anonymous-auth})
 * @param tokenAuthFile lines of {@code token,user,uid,"group1,group2"} ({@code --token-auth-file})
 * @param bootstrapTokens whether Secrets of type {@code bootstrap.kubernetes.io/token} are accepted
 *     ({@code --enable-bootstrap-token-auth})
 */
@ConfigurationProperties("api-server.authentication")
record AuthenticationProperties(
    @DefaultValue("true") boolean anonymous,
    @Nullable Path tokenAuthFile,
    @DefaultValue("true") boolean bootstrapTokens) {}
