package io.navarch.apiserver.authentication;

import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.request.UserInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tokens of a file: the administrator's, made on the first start, and those of a configured file.
 */
@Component
@Order(AuthenticationOrder.STATIC_TOKEN)
final class StaticTokens implements TokenAuthenticator {

  private static final Pattern FIELD = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^,]*))\\s*(?:,|$)");

  private final Map<String, UserInfo> users = new LinkedHashMap<>();

  StaticTokens(AuthenticationProperties properties, ClusterPki pki) {
    read(pki.tokenFile());
    if (properties.tokenAuthFile() != null) {
      read(properties.tokenAuthFile());
    }
  }

  @Override
  public Optional<TokenUser> authenticate(String token, List<String> audiences) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    return users.entrySet().stream()
        .filter(e -> MessageDigest.isEqual(e.getKey().getBytes(StandardCharsets.UTF_8), given))
        .map(e -> new TokenUser(e.getValue(), List.of()))
        .findFirst();
  }

  private void read(Path file) {
    try {
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          add(line, file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read tokens of " + file, e);
    }
  }

  private void add(String line, Path file) {
    var fields =
        FIELD
            .matcher(line)
            .results()
            .map(m -> m.group(1) == null ? m.group(2).strip() : m.group(1))
            .toList();
    if (fields.size() < 3) {
      throw new IllegalStateException(
          "%s: a line has token, user and uid, and at most a list of groups".formatted(file));
    }
    var groups =
        fields.size() < 4
            ? List.<String>of()
            : Arrays.stream(fields.get(3).split(","))
                .map(String::strip)
                .filter(g -> !g.isEmpty())
                .toList();
    users.put(fields.get(0), new UserInfo(fields.get(1), fields.get(2), groups, Map.of()));
  }
}
