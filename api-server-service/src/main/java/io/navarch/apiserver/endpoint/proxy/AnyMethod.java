package io.navarch.apiserver.endpoint.proxy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** A path with every HTTP method, also with OPTIONS, which Spring would answer itself. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
    method = {
      RequestMethod.GET,
      RequestMethod.HEAD,
      RequestMethod.POST,
      RequestMethod.PUT,
      RequestMethod.PATCH,
      RequestMethod.DELETE,
      RequestMethod.OPTIONS
    })
@interface AnyMethod {

  /** The paths. */
  @AliasFor(annotation = RequestMapping.class, attribute = "path")
  String[] value();
}
