package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.Notices;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes warnings into the headers of the answer that the calling thread works on. */
@Component
final class ResponseNotices implements Notices {

  @Override
  public void warn(String text) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
        && present.getResponse() != null) {
      Warnings.add(present.getResponse(), List.of(text));
    }
  }
}
