/** Renders text between backticks as code. */
export function inCode(text: string) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed sentence
      <code key={index} className="font-mono text-[0.9em] text-foreground [overflow-wrap:anywhere]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
