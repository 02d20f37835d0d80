package io.navarch.apiserver.endpoint.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names in the URLs of proxies. */
class SchemeNamePortTest {

  @Test
  void haveUpToThreeParts() {
    assertThat(SchemeNamePort.parse("web")).contains(new SchemeNamePort("", "web", ""));
    assertThat(SchemeNamePort.parse("web:80")).contains(new SchemeNamePort("", "web", "80"));
    assertThat(SchemeNamePort.parse("https:web:")).contains(new SchemeNamePort("https", "web", ""));
    assertThat(SchemeNamePort.parse(":web:http")).contains(new SchemeNamePort("", "web", "http"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":80", "ftp:web:80", "a:b:c:d"})
  void areRefusedOtherwise(String name) {
    assertThat(SchemeNamePort.parse(name)).isEmpty();
  }
}
