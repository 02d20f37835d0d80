package io.navarch.client.transport;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.time.Duration;
import lombok.RequiredArgsConstructor;

/** Gives fabric8's client connections that notice the silence of their peer. */
@RequiredArgsConstructor
final class VigilantHttpClientFactory extends JdkHttpClientFactory {

  private final Duration silence;
  private final Duration patience;

  /** The JDK's own builder, but for what it builds. */
  @Override
  protected HttpClient.Builder createNewHttpClientBuilder() {
    var builder = super.createNewHttpClientBuilder();
    return (HttpClient.Builder)
        Proxy.newProxyInstance(
            VigilantHttpClientFactory.class.getClassLoader(),
            new Class<?>[] {HttpClient.Builder.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("build")) {
                return new VigilantHttpClient(builder::build, silence, patience);
              }
              try {
                var answer = method.invoke(builder, arguments);
                return answer instanceof HttpClient.Builder ? proxy : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
