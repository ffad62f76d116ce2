package io.coddiwomple.plan.rules;

/**
 * Why an object exists.
 *
 * @param service the id of the service that it serves, empty for what all services share
 * @param rule the rule that planned it, as users read it: {@code client entry}, {@code export list} …
 * @param reason one sentence
 */
public record Origin(String service, String rule, String reason) {}
