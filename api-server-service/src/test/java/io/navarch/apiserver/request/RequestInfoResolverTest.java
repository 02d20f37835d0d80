package io.navarch.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What {@code RequestInfoResolver} promises. */
class RequestInfoResolverTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,/api/v1/namespaces,list,namespaces,-,-,-",
        "GET,/api/v1/namespaces/other,get,namespaces,other,other,-",
        "PUT,/api/v1/namespaces/other/finalize,update,namespaces,other,other,finalize",
        "GET,/api/v1/namespaces/other/pods,list,pods,other,-,-",
        "DELETE,/api/v1/namespaces/other/pods,deletecollection,pods,other,-,-",
        "DELETE,/api/v1/namespaces/other/pods/foo,delete,pods,other,foo,-",
        "HEAD,/api/v1/pods/foo,get,pods,-,foo,-",
        "OPTIONS,/api/v1/namespaces/other/pods,-,pods,other,-,-",
        "PATCH,/api/v1/namespaces/other/pods/foo/status,patch,pods,other,foo,status",
        "GET,/api/v1/watch/namespaces/other/pods,watch,pods,other,-,-",
        "GET,/api/v1/proxy/nodes/foo/bar,proxy,nodes,-,foo,-",
        "POST,/apis/apps/v1/namespaces/other/deployments,create,deployments,other,-,-",
        "GET,/apis/apps/v1/deployments,list,deployments,-,-,-",
        "GET,/api/v1/nodes/system%3Aa,get,nodes,-,system:a,-",
      })
  void readsWhatAPathIsAbout(
      String method,
      String path,
      String verb,
      String resource,
      String namespace,
      String name,
      String subresource) {
    var info = RequestInfoResolver.resolve(new MockHttpServletRequest(method, path));

    assertThat(info.isResource()).isTrue();
    assertThat(info.verb()).isEqualTo(orEmpty(verb));
    assertThat(info.resource().resource()).isEqualTo(resource);
    assertThat(info.namespace()).isEqualTo(orEmpty(namespace));
    assertThat(info.name()).isEqualTo(orEmpty(name));
    assertThat(info.subresource()).isEqualTo(orEmpty(subresource));
  }

  @ParameterizedTest
  @CsvSource({"/", "/api", "/api/v1", "/apis", "/apis/apps", "/apis/apps/v1", "/healthz/a/b/c"})
  void knowsPathsThatAreNoResources(String path) {
    var info = RequestInfoResolver.resolve(new MockHttpServletRequest("GET", path));

    assertThat(info.isResource()).isFalse();
    assertThat(info.verb()).isEqualTo("get");
    assertThat(info.path()).isEqualTo(path);
  }

  @Test
  void takesTheNameOfAListFromItsFieldSelector() {
    var request = new MockHttpServletRequest("GET", "/api/v1/namespaces/a/secrets");
    request.setParameter("fieldSelector", "metadata.namespace=a,metadata.name=b");
    request.setParameter("watch", "1");

    var info = RequestInfoResolver.resolve(request);

    assertThat(info.verb()).isEqualTo("watch");
    assertThat(info.name()).isEqualTo("b");
  }

  @Test
  void keepsWhatFollowsTheSubresource() {
    var info =
        RequestInfoResolver.resolve(
            new MockHttpServletRequest("GET", "/api/v1/namespaces/a/services/b/proxy/c/d/"));

    assertThat(info.subresource()).isEqualTo("proxy");
    assertThat(info.remainder()).isEqualTo("/c/d/");
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
