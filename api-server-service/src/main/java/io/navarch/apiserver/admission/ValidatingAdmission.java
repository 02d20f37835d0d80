package io.navarch.apiserver.admission;

/** Refuses what is not wanted. Order comes from {@link AdmissionOrder} by {@code @Order}. */
public interface ValidatingAdmission {

  /** Whether the plugin wants to see the request at all. */
  boolean handles(AdmissionRequest request);

  /**
   * Returns if the request may go on.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException to refuse it
   */
  void validate(AdmissionRequest request);
}
