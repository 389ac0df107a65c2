package io.rollcall.discovery;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Which way the arrows run, as {@code docs/internals/architecture.md} says. */
class ArchitectureTest {
  private static final String ROOT = "io.rollcall.discovery";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void shouldKeepTheProtocolPure() {
    for (String name : new String[] {"survey", "wire"}) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + name)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .check(CLASSES);
    }
  }

  @Test
  void shouldMakeThreadsThatInheritNothing() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".thread")
        .should()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldReachDownFromTheFaceByItsHandlesAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotBelongToAnyOf(
            Server.class,
            Client.class,
            ClientWithSub.class,
            Subscriber.class,
            Enrollment.class,
            Address.class,
            Explanations.class,
            ExpiringMembership.class,
            FilteredMembership.class,
            FixedMembership.class,
            Following.class,
            Keys.class,
            OpenFace.class,
            Options.class,
            OptionsBuilder.class,
            SystemEnvironment.class,
            GuardedPredicate.class,
            Transports.class)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".check", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void shouldNotReachUpToTheHandles() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .and()
        .resideOutsideOfPackage(ROOT + ".spi")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Server.class, Client.class, ClientWithSub.class, Subscriber.class)
        .check(CLASSES);
  }
}
