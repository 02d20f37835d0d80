package io.navarch.apiserver.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the filters have learned of a request, for those who come after them. */
public final class RequestAttributes {

  private static final String USER = RequestAttributes.class.getName() + ".user";
  private static final String INFO = RequestAttributes.class.getName() + ".info";

  private static final String DEADLINE = RequestAttributes.class.getName() + ".deadline";

  private RequestAttributes() {}

  public static void setUser(HttpServletRequest request, UserInfo user) {
    request.setAttribute(USER, user);
  }

  /** Who makes the request. */
  public static UserInfo user(HttpServletRequest request) {
    return required(request, USER, UserInfo.class);
  }

  public static void setInfo(HttpServletRequest request, RequestInfo info) {
    request.setAttribute(INFO, info);
  }

  /** What the request is about. */
  public static RequestInfo info(HttpServletRequest request) {
    return required(request, INFO, RequestInfo.class);
  }

  public static void setDeadline(HttpServletRequest request, Deadline deadline) {
    request.setAttribute(DEADLINE, deadline);
  }

  /** When the request must have been answered; those that are meant to last have no such time. */
  public static Optional<Deadline> deadline(HttpServletRequest request) {
    return Optional.ofNullable((Deadline) request.getAttribute(DEADLINE));
  }

  private static <T> T required(HttpServletRequest request, String name, Class<T> type) {
    @Nullable Object value = request.getAttribute(name);
    if (value == null) {
      throw new IllegalStateException("no " + name + " on " + request.getRequestURI());
    }
    return type.cast(value);
  }
}
