package io.navarch.apiserver.endpoint.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the links of a proxied page lead. */
class LinkRewriterTest {

  private static final String PREFIX = "/api/v1/namespaces/ns/services/web/proxy";

  private final LinkRewriter rewriter = new LinkRewriter(PREFIX, "10.1.2.3:80", "api:6443");

  @ParameterizedTest
  @CsvSource({
    "/login, /api/v1/namespaces/ns/services/web/proxy/login",
    "/login?x=1&y=%20#top, /api/v1/namespaces/ns/services/web/proxy/login?x=1&y=%20#top",
    "http://10.1.2.3:80/a/, /api/v1/namespaces/ns/services/web/proxy/a/",
    "http://api:6443/a, /api/v1/namespaces/ns/services/web/proxy/a",
    "http://elsewhere/a, http://elsewhere/a",
    "relative/a, relative/a",
    "/api/v1/namespaces/ns/services/web/proxy/a, /api/v1/namespaces/ns/services/web/proxy/a",
    "mailto:a@b, mailto:a@b",
    "'not a link {', 'not a link {'",
  })
  void linksToTheRootLeadThroughTheProxy(String link, String expected) {
    assertThat(rewriter.link(link)).isEqualTo(expected);
  }

  @Test
  void pagesKeepAllButTheirLinks() {
    var page =
        """
        <html><head><link rel="x" href="/style.css"></head>
        <body data-x="/keep"><A HREF='/a?b=1&amp;c=2'>text /not/a/link</A>
        <img alt="/alt" src=/logo.png><script>var a = "/code";</script></body></html>
        """;

    assertThat(rewriter.html(page))
        .isEqualTo(
            """
            <html><head><link rel="x" href="%1$s/style.css"></head>
            <body data-x="/keep"><A HREF='%1$s/a?b=1&amp;c=2'>text /not/a/link</A>
            <img alt="/alt" src=%1$s/logo.png><script>var a = "/code";</script></body></html>
            """
                .formatted(PREFIX));
  }
}
