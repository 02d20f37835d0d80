package io.navarch.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/**
 * Rules that hold in every module. A module's {@code ArchitectureTest} includes them with {@code
 * ArchTests.in}.
 */
public final class HouseRules {

  /** Rooms form a tree of sight, never a circle. */
  @ArchTest
  public static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.navarch.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  /** Time is a parameter of the system, so that tests can hold it. */
  @ArchTest
  public static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("inject java.time.Clock; wait on a queue or a Condition")
          .allowEmptyShould(true);

  /** Redis may be swapped because one room knows it. */
  @ArchTest
  public static final ArchRule REDIS_STAYS_IN_ITS_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage("..storage.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
          .allowEmptyShould(true);

  /** A decision is a pure function: no framework, client, clock or logger. */
  @ArchTest
  public static final ArchRule PLANS_ARE_PURE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Plan")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "io.fabric8.kubernetes.client..",
              "org.slf4j..",
              "java.net.http..")
          .allowEmptyShould(true);

  /** Collaborators come by the constructor. */
  @ArchTest
  public static final ArchRule NO_FIELD_INJECTION =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .allowEmptyShould(true);

  private HouseRules() {}
}
