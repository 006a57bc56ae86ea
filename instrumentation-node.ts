/** An incomplete environment stops the start and names what is missing. Next alone would start, and answer with 500. */
try {
  await import("@/lib/env");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// Imported only now, because it needs a complete environment.
const { followClock } = await import("@/lib/time-machine/follow-clock");
await followClock();

export {};
