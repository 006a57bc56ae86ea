/** What the palette can go to or do. */
export type Entry = {
  label: string;
  /** Other words it is found by. */
  keywords?: string;
};

/**
 * The entries that have every word of the text in their label or at the beginning of a keyword, in any order and case; those
 * whose label begins with the text come first. All of them for an empty text. Pure.
 */
export function matching<E extends Entry>(entries: readonly E[], text: string): E[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const found = entries.filter(({ label, keywords = "" }) => {
    const others = keywords.toLowerCase().split(" ");
    return words.every((word) => label.toLowerCase().includes(word) || others.some((other) => other.startsWith(word)));
  });
  const begins = ({ label }: E) => label.toLowerCase().startsWith(words.join(" "));
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}
