/** One or two letters for an avatar: of the first and last word, or of an email address before its @. */
export function initialsOf(name: string): string {
  const words = (name.split("@")[0] ?? "").split(/[\s._-]+/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const letters = [first, last].map((word) => (word ? String.fromCodePoint(word.codePointAt(0) ?? 63) : "")).join("");
  return letters.toUpperCase() || "?";
}
