/** The routing table: tasks, their routes and budgets, read strictly from YAML. */
@NullMarked
package dev.signalbox.router.table;

import org.jspecify.annotations.NullMarked;
