package dev.signalbox.app.node;

import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.journal.JournalSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * How a node keeps its call log.
 *
 * @param journals has a folder for each node, this one's too
 * @param retention how long it is kept in the database
 * @param redactor replaces secrets and personal data, for tasks that want it
 */
public record LogPlan(
    Path journals, JournalSettings journal, Retention retention, UnaryOperator<String> redactor) {}
