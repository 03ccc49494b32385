package dev.signalbox.router.table;

/**
 * Names one state of the routing table.
 *
 * @param number counts up from 1 in one database
 * @param hash SHA-256 of the canonical form, in hex: the same wherever the same table is read
 */
public record TableVersion(long number, String hash) {
  /** The first twelve digits of the hash: enough for people. */
  public String shortHash() {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
