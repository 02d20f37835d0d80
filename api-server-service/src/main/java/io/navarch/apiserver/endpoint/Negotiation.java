package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.endpoint.OutputFormat.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the format of the answer that the client likes best. */
final class Negotiation {

  private static final List<String> SUPPORTED =
      List.of(Media.JSON.type(), Media.YAML.type(), Media.PROTOBUF.type());
  private static final List<String> SUPPORTED_STREAMS =
      List.of(Media.JSON.type() + ";stream=watch", Media.PROTOBUF.type() + ";stream=watch");

  private Negotiation() {}

  /** The format of an answer that is one object or list. */
  static OutputFormat object(ApiRequest request) {
    for (var clause : Accept.parse(request.header("Accept"))) {
      var format = format(clause, request);
      if (format.isPresent()) {
        return format.get();
      }
    }
    throw Refusals.notAcceptable(SUPPORTED);
  }

  /** The format of an answer that has one shape only: neither a table nor its metadata is made. */
  static OutputFormat untransformed(ApiRequest request) {
    for (var clause : Accept.parse(request.header("Accept"))) {
      var format = format(clause, request).filter(f -> f.view() == View.OBJECT);
      if (format.isPresent()) {
        return format.get();
      }
    }
    throw Refusals.notAcceptable(SUPPORTED);
  }

  /** The format of a stream of events. */
  static OutputFormat stream(ApiRequest request) {
    for (var clause : Accept.parse(request.header("Accept"))) {
      var format = format(clause, request);
      if (format.isPresent() && format.get().media() != Media.YAML) {
        return format.get();
      }
    }
    throw Refusals.notAcceptable(SUPPORTED_STREAMS);
  }

  /** The media of a refusal: what the client likes best of all that is known, or else JSON. */
  static Media refusal(HttpServletRequest request) {
    @Nullable String accept = request.getHeader("Accept");
    return Accept.parse(accept == null ? "" : accept).stream()
        .flatMap(clause -> media(clause.type()).stream())
        .findFirst()
        .orElse(Media.JSON);
  }

  private static Optional<OutputFormat> format(Accept clause, ApiRequest request) {
    return media(clause.type())
        .flatMap(media ->
            view(clause)
                .filter(view -> isMade(media, view, request))
                .map(view -> new OutputFormat(media, view, pretty(media, request))));
  }

  /** Tables have no protobuf form, custom resources only that of their metadata. */
  private static boolean isMade(Media media, View view, ApiRequest request) {
    return media != Media.PROTOBUF
        || switch (view) {
          case OBJECT -> ItemBytes.isTyped(request.resource().kind());
          case TABLE -> false;
          case METADATA -> true;
        };
  }

  private static Optional<Media> media(String type) {
    return switch (type) {
      case "application/json", "application/*", "*/*" -> Optional.of(Media.JSON);
      case "application/yaml" -> Optional.of(Media.YAML);
      case "application/vnd.kubernetes.protobuf" -> Optional.of(Media.PROTOBUF);
      default -> Optional.empty();
    };
  }

  private static Optional<View> view(Accept clause) {
    var as = clause.parameter("as");
    if (as.isEmpty()) {
      return Optional.of(View.OBJECT);
    }
    if (!clause.parameter("g").equals("meta.k8s.io") || !clause.parameter("v").equals("v1")) {
      return Optional.empty();
    }
    return switch (as) {
      case "Table" -> Optional.of(View.TABLE);
      case "PartialObjectMetadata", "PartialObjectMetadataList" -> Optional.of(View.METADATA);
      default -> Optional.empty();
    };
  }

  private static boolean pretty(Media media, ApiRequest request) {
    if (media != Media.JSON) {
      return false;
    }
    var asked = request.query().flag("pretty");
    var agent = request.header("User-Agent");
    return asked.orElse(
        agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0"));
  }
}
