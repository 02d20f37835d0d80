package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceLaw;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The law of configurations, once for each of their kinds. */
@Configuration(proxyBeanMethods = false)
class WebhookLaws {

  @Bean
  ResourceLaw mutatingWebhookConfigurations(Expressions expressions) {
    return new ConfigurationLaw("mutatingwebhookconfigurations", expressions);
  }

  @Bean
  ResourceLaw validatingWebhookConfigurations(Expressions expressions) {
    return new ConfigurationLaw("validatingwebhookconfigurations", expressions);
  }
}
