package io.navarch.apiserver.review;

import io.navarch.apiserver.review.AccessReviewResource.Form;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The forms in which it can be asked who may do what. */
@Configuration(proxyBeanMethods = false)
class AccessReviewConfiguration {

  @Bean
  AccessReviewResource subjectAccessReviews(AccessReviews reviews) {
    return new AccessReviewResource(Form.SUBJECT, reviews);
  }

  @Bean
  AccessReviewResource localSubjectAccessReviews(AccessReviews reviews) {
    return new AccessReviewResource(Form.LOCAL, reviews);
  }

  @Bean
  AccessReviewResource selfSubjectAccessReviews(AccessReviews reviews) {
    return new AccessReviewResource(Form.SELF, reviews);
  }
}
