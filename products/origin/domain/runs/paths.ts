import type { Touch } from "../attribution/journey";

/** A longer path shows nothing more, and there would be as many as visitors. */
const longestPath = 6;

/** The path as the explorer shows it: a channel once in a row, and of a long path its first step and its last ones. */
export function shownPath(touches: readonly Touch[]): Touch[] {
  const steps = touches.filter(({ channel }, index) => channel !== touches[index - 1]?.channel);
  const [first] = steps;
  if (!first || steps.length <= longestPath) return steps;
  return [first, ...steps.slice(1 - longestPath)];
}
