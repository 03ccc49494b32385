package dev.signalbox.router.table;

/** The routing table in force, with the version every decision records. */
public record ActiveTable(TableVersion version, RoutingTable table) {}
