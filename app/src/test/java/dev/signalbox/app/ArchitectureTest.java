package dev.signalbox.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules and keeps each library in its place. */
class ArchitectureTest {
  /**
   * The least number of classes each module is known to have; a check over nothing proves nothing.
   */
  private static final Map<String, Integer> MODULES =
      Map.of(
          "router",
          60,
          "eval",
          50,
          "db",
          20,
          "gateway",
          8,
          "dashboard",
          15,
          "simulator",
          15,
          "app",
          10);

  private static JavaClasses ours;

  @BeforeAll
  static void importClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.signalbox");
  }

  @Test
  void sawTheClassesOfEveryModule() {
    MODULES.forEach((module, least) ->
        assertThat(ours.stream().filter(type -> in(module, type)).count())
            .as("classes of %s", module)
            .isGreaterThanOrEqualTo(least));
  }

  @Test
  void noArrowTurnsBack() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.signalbox..")
        .layer("app")
        .definedBy("dev.signalbox.app..")
        .layer("gateway")
        .definedBy("dev.signalbox.gateway..")
        .layer("dashboard")
        .definedBy("dev.signalbox.dashboard..", "gg.jte.generated..")
        .layer("db")
        .definedBy("dev.signalbox.db..")
        .layer("golden")
        .definedBy("dev.signalbox.golden..")
        .layer("eval")
        .definedBy("dev.signalbox.eval..")
        .layer("router")
        .definedBy("dev.signalbox.router..")
        .layer("simulator")
        .definedBy("dev.signalbox.simulator..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("gateway")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("dashboard")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("simulator")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("golden")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("db")
        .mayOnlyBeAccessedByLayers("app", "dashboard")
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("app", "dashboard", "db", "golden")
        .whereLayer("gateway")
        .mayOnlyAccessLayers("router")
        .whereLayer("simulator")
        .mayNotAccessAnyLayer()
        .whereLayer("router")
        .mayNotAccessAnyLayer()
        .whereLayer("eval")
        .mayOnlyAccessLayers("router")
        .withOptionalLayers(true)
        .check(ours);
  }

  @Test
  void noPackageCycles() {
    slices().matching("dev.signalbox.(**)").should().beFreeOfCycles().check(ours);
  }

  @Test
  void everyLibraryStaysInItsPlace() {
    only("dev.signalbox.eval.schedule..", "org.quartz..");
    only("dev.signalbox.(gateway|dashboard|app)..", "io.javalin..");
    only("dev.signalbox.(db|app)..", "org.jdbi..");
    only("dev.signalbox.(db|app)..", "com.zaxxer.hikari..");
    only("dev.signalbox.(db|app)..", "org.flywaydb..");
    only("dev.signalbox.dashboard..", "org.jfree..");
    only("dev.signalbox.(router.provider|router.connect|app)..", "okhttp3..");
  }

  @Test
  void sqlStaysInDbButForTheDataSourceThatQuartzIsGiven() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.signalbox.db..", "dev.signalbox.app..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are of JDBC",
                    type ->
                        type.getPackageName().startsWith("java.sql")
                            || type.getPackageName().startsWith("javax.sql")));
    rule.check(
        ours.that(
            DescribedPredicate.describe(
                "are no Quartz wiring",
                type -> !type.getPackageName().equals("dev.signalbox.eval.schedule"))));
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .resideInAPackage("dev.signalbox..")
        .and()
        // Written by the template compiler.
        .resideOutsideOfPackage("dev.signalbox.dashboard.template..")
        .should(beInANullMarkedPackage())
        .check(ours);
  }

  private static boolean in(String module, JavaClass type) {
    return type.getPackageName().equals("dev.signalbox." + module)
        || type.getPackageName().startsWith("dev.signalbox." + module + ".");
  }

  private static void only(String place, String library) {
    String regex = place.replace(".", "\\.").replace("\\.\\.", "(\\..*)?");
    noClasses()
        .that(
            DescribedPredicate.describe(
                "reside outside of " + place, type -> !type.getPackageName().matches(regex)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(ours);
    assertThat(
            ours.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(dependency ->
                    dependency
                        .getTargetClass()
                        .getPackageName()
                        .startsWith(library.replace("..", ""))))
        .as("somebody uses %s", library)
        .isTrue();
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " is " + (marked ? "" : "not ") + "marked"));
      }
    };
  }
}
