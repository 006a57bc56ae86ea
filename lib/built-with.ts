type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that a build keeps: static pages contain the address, and browser code Stripe's key. */
const kept = ["APP_URL", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"] as const;

/** Their values as text, which next.config.ts puts into the build. */
export const builtWith = (environment: Environment): string =>
  JSON.stringify(kept.map((name) => environment[name] ?? ""));

/** The settings that differ from those of the build, so that its pages still have the old value. Pure. */
export const changedSinceBuild = (built: string, environment: Environment): string[] => {
  const values: unknown[] = JSON.parse(built);
  return kept.filter((name, index) => values[index] !== (environment[name] ?? ""));
};
