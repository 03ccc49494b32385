/**
 * Detectors: pure functions over numbers, each naming the source of its method.
 *
 * <p>{@link dev.signalbox.eval.detect.StratifiedEDetector} folds {@code QualityWatch} over the runs
 * of a series: a {@code Cohort} of cases has a {@code Baseline}, the baseline gives bounds, a
 * {@code DropBet} against a bound turns results into evidence, a {@code Mixture} gathers the
 * evidence, and {@code ChangePoint} and {@code CaseComparison} say since when and where.
 */
@NullMarked
package dev.signalbox.eval.detect;

import org.jspecify.annotations.NullMarked;
