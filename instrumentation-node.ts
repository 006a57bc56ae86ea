/** An incomplete environment stops the start and names what is missing. Next alone would start, and answer with 500. */
try {
  await import("@/lib/env");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// Imported only now, because they need a complete environment.
const { startTelemetry } = await import("@/lib/telemetry/start");
await startTelemetry("web");
const { followClock } = await import("@/lib/time-machine/follow-clock");
await followClock();

const [{ env }, { changedSinceBuild }, { logger }] = await Promise.all([
  import("@/lib/env"),
  import("@/lib/built-with"),
  import("@/lib/logger"),
]);
// The demo moves to another port without building again.
const built = process.env.BUILT_WITH;
const changed = env.DEMO || !built ? [] : changedSinceBuild(built, process.env);
if (changed.length > 0) {
  logger.warn(
    { changed },
    "settings differ from those of the build, whose pages still have the old values: build again",
  );
}

export {};
