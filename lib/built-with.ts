type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that a build keeps: browser code contains Stripe's key. The address is set in static pages when they are served. */
const kept = ["NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"] as const;

/** Their values as text, which next.config.ts puts into the build. */
export const builtWith = (environment: Environment): string =>
  JSON.stringify(kept.map((name) => environment[name] ?? ""));

/** The settings that differ from those of the build, so that its pages still have the old value. Pure. */
export const changedSinceBuild = (built: string, environment: Environment): string[] => {
  const values: unknown[] = JSON.parse(built);
  return kept.filter((name, index) => values[index] !== (environment[name] ?? ""));
};
