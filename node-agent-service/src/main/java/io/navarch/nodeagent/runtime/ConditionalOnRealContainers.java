package io.navarch.nodeagent.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/**
 * Marks what works on the machine itself, its network for example. A node that only simulates
 * containers leaves the machine as it is.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("!'${node-agent.runtime.type:cri}'.equalsIgnoreCase('simulated')")
public @interface ConditionalOnRealContainers {}
