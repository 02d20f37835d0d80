package io.navarch.apiserver.webhook;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a webhook is.
 *
 * @param service through which it is reached; empty if the address itself is dialled
 * @param authorities in PEM, whom its certificate must come from; empty for those of the machine
 */
public record WebhookAddress(URI url, Optional<Service> service, String authorities) {

  private static final int HTTPS = 443;

  /** A service's port. */
  public record Service(String namespace, String name, int port) {

    /** The name that the certificate is for. */
    public String host() {
      return name + "." + namespace + ".svc";
    }
  }

  /**
   * Reads a {@code clientConfig}.
   *
   * @throws WebhookException if it names no place
   */
  public static WebhookAddress of(JsonNode config) throws WebhookException {
    try {
      var authorities =
          new String(
              Base64.getDecoder().decode(config.path("caBundle").asString("")),
              java.nio.charset.StandardCharsets.UTF_8);
      var named = config.path("service");
      if (!named.isObject()) {
        var url = URI.create(config.path("url").asString(""));
        if (url.getHost() == null) {
          throw new WebhookException("webhook configuration must have either service or URL");
        }
        return new WebhookAddress(url, Optional.empty(), authorities);
      }
      var service =
          new Service(
              named.path("namespace").asString(""),
              named.path("name").asString(""),
              named.path("port").asInt(HTTPS));
      var path = named.path("path").asString("/");
      var url = URI.create("https://" + service.host() + ":" + service.port() + path);
      return new WebhookAddress(url, Optional.of(service), authorities);
    } catch (IllegalArgumentException e) {
      throw new WebhookException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The same place, told how long the caller waits. */
  public WebhookAddress waiting(long seconds) {
    var mark = url.getRawQuery() == null ? "?" : "&";
    var next = URI.create(url + mark + "timeout=" + seconds + "s");
    return new WebhookAddress(next, service, authorities);
  }

  /** The port to dial. */
  public int port() {
    return url.getPort() < 0 ? HTTPS : url.getPort();
  }
}
