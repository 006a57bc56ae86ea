/** What the palette can go to or do. */
export type Entry = {
  label: string;
  /** Other words it is found by. */
  keywords?: string;
};

/**
 * The entries that contain every word of the text, in any order and case; those whose label begins with it come first. All of
 * them for an empty text. Pure.
 */
export function matching<E extends Entry>(entries: readonly E[], text: string): E[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const found = entries.filter(({ label, keywords = "" }) => {
    const searched = `${label} ${keywords}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  const begins = ({ label }: E) => label.toLowerCase().startsWith(words.join(" "));
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}
