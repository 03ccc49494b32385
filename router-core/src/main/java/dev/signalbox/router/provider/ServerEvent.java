package dev.signalbox.router.provider;

/**
 * One event of an event stream.
 *
 * @param name the event's type; empty when it has none
 * @param data its lines joined by line feeds
 */
public record ServerEvent(String name, String data) {}
