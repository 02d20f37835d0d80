package io.navarch.apiserver.admission.policy;

/**
 * Why a policy does not want a request.
 *
 * @param reason as the validation gives it; empty for the usual one
 */
record Verdict(String policy, String binding, String message, String reason) {}
