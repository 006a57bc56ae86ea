/**
 * Calls `stop` on Ctrl-C, SIGTERM and when the terminal closes, and `kill` if asked again. The terminal and npm both forward
 * the same Ctrl-C, so a second signal only counts after a second.
 */
export function onSignals(stop: (signal: NodeJS.Signals) => Promise<void>, kill: () => void): void {
  let askedAt: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (askedAt === undefined) {
        askedAt = performance.now();
        void stop(signal);
      } else if (performance.now() - askedAt > 1_000) kill();
    });
  }
}
