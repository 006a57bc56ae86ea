/** What `npm run field` reads while a suite runs: one line of JSON after each history. */
export type Progress = {
  done: number;
  failed: number;
  seed: number;
  /** When the history began by Stripe's clock, as ISO 8601: earlier histories have moved it, and months differ. */
  at: string;
  failure?: string;
};

/** How `npm run field` tells a suite what to play. */
export const fieldVariables = {
  histories: "FIELD_HISTORIES",
  seed: "FIELD_SEED",
  at: "FIELD_AT",
  progress: "FIELD_PROGRESS",
} as const;

/** What to play: what `npm run field` asked for, or a few histories with a seed of their own. */
export function fieldEnvironment(environment: Readonly<Record<string, string | undefined>>, few: number) {
  const { histories, seed, at, progress } = fieldVariables;
  return {
    count: Number(environment[histories] ?? few),
    firstSeed: Number(environment[seed] ?? 1),
    at: environment[at],
    progressFile: environment[progress],
  };
}
