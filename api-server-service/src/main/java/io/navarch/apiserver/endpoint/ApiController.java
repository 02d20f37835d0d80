package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.schema.Subresource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** All requests for resources: finds the resource, and the verb's handler. */
@Controller
final class ApiController {

  private static final Set<String> OF_OBJECTS = Set.of("get", "update", "patch", "delete");

  /** Collections have a name too where a field selector gives one. */
  private static final Set<String> OF_SELECTIONS = Set.of("list", "watch", "deletecollection");

  private final Resources resources;
  private final SubresourceDispatcher subresources;
  private final ComputedAnswers computed;
  private final Map<String, VerbHandler> verbs;

  ApiController(
      Resources resources,
      SubresourceDispatcher subresources,
      ComputedAnswers computed,
      List<VerbHandler> handlers) {
    this.computed = computed;
    this.resources = resources;
    this.subresources = subresources;
    this.verbs =
        handlers.stream().collect(Collectors.toMap(VerbHandler::verb, Function.identity()));
  }

  /** Declared apart, because the framework would answer this method itself. */
  @RequestMapping(
      path = {"/api/**", "/apis/**"},
      method = RequestMethod.OPTIONS)
  void options(HttpServletRequest http, HttpServletResponse response) throws IOException {
    handle(http, response);
  }

  @RequestMapping({"/api/**", "/apis/**"})
  void handle(HttpServletRequest http, HttpServletResponse response) throws IOException {
    var info = RequestAttributes.info(http);
    var found = resources.find(info.resource());
    if (!info.isResource() || found.isEmpty()) {
      answerUnknown(info, response);
      return;
    }
    var request =
        ApiRequest.builder()
            .http(http)
            .info(info)
            .user(RequestAttributes.user(http))
            .resource(found.get())
            .query(Query.of(http))
            .build();
    response.setHeader("Cache-Control", "no-cache, private");
    Warnings.add(response, DeprecatedKinds.warnings(found.get().kind().gvk()));
    checkScope(found.get(), info);
    if (info.subresource().isEmpty() && info.verb().equals("create") && computed.handles(request)) {
      computed.answer(request, response);
    } else if (info.subresource().isEmpty()) {
      handlerFor(request).handle(request, response);
    } else {
      subresources.dispatch(request, subresource(request), response);
    }
  }

  private VerbHandler handlerFor(ApiRequest request) {
    var verb = request.info().verb();
    @Nullable VerbHandler handler = verbs.get(verb);
    boolean named = !request.name().isEmpty();
    if (handler == null
        || !request.resource().kind().serves(verb)
        || (OF_OBJECTS.contains(verb) != named && !OF_SELECTIONS.contains(verb))
        || (verb.equals("create") && isAcrossNamespaces(request))
        || request.http().getMethod().equals("HEAD")) {
      throw Refusals.methodNotAllowed();
    }
    return handler;
  }

  private static boolean isAcrossNamespaces(ApiRequest request) {
    return request.resource().kind().namespaced() && request.namespace().isEmpty();
  }

  private static Subresource subresource(ApiRequest request) {
    return request
        .resource()
        .kind()
        .findSubresource(request.subresource())
        .orElseThrow(Refusals::unknownResource);
  }

  /** There is no route to a namespaced object without its namespace, nor the other way round. */
  private static void checkScope(ServedResource resource, RequestInfo info) {
    boolean namespaced = resource.kind().namespaced();
    if (namespaced && info.namespace().isEmpty() && OF_OBJECTS.contains(info.verb())) {
      throw Refusals.unknownResource();
    }
    if (!namespaced && isBelowNamespace(info)) {
      throw Refusals.unknownResource();
    }
  }

  /** Requests for a namespace itself have it both as name and as namespace. */
  private static boolean isBelowNamespace(RequestInfo info) {
    return !info.namespace().isEmpty() && !info.namespace().equals(info.name());
  }

  /** A group that nobody serves is a page that does not exist. */
  private void answerUnknown(RequestInfo info, HttpServletResponse response) throws IOException {
    var group = info.resource().group();
    if (info.isResource()
        && resources.catalogue().kinds().stream().anyMatch(k -> k.gvk().group().equals(group))) {
      throw Refusals.unknownResource();
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setContentType("text/plain; charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write("404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }
}
