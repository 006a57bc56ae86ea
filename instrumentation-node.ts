/** An environment that is not complete stops the start, with the name of what is missing. Next alone would go on and answer 500. */
try {
  await import("@/lib/env");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// After the environment is known to be whole.
const { followClock } = await import("@/lib/time-machine/follow-clock");
await followClock();

export {};
