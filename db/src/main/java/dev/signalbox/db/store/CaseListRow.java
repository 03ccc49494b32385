package dev.signalbox.db.store;

import dev.signalbox.db.column.Sha256;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A row of {@code case_list}: the cases of a run, in order, which most runs of a stream share.
 *
 * @param hash of all the others
 */
public record CaseListRow(String hash, List<String> caseHashes, List<String> caseIds) {

  static CaseListRow of(List<CaseResult> results) {
    List<String> hashes = results.stream().map(CaseResult::caseHash).toList();
    List<String> ids = results.stream().map(result -> Storable.text(result.caseId())).toList();
    List<String> all = new ArrayList<>(hashes);
    all.addAll(ids);
    return new CaseListRow(Sha256.hex(String.join("\n", all)), hashes, ids);
  }

  /** The cases with the verdicts that {@code marks} has for them. */
  List<Series.Case> marked(String marks) {
    List<Series.Case> cases = new ArrayList<>(caseIds.size());
    for (int i = 0; i < caseIds.size(); i++) {
      cases.add(new Series.Case(caseHashes.get(i), caseIds.get(i), score(marks.charAt(i))));
    }
    return cases;
  }

  private static OptionalDouble score(char mark) {
    return switch (mark) {
      case '1' -> OptionalDouble.of(1);
      case '0' -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }
}
