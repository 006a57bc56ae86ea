/**
 * Ends when asked to, by Ctrl-C, by a signal or by a terminal that closes, and at once for who asks again. The terminal
 * and npm both hand on Ctrl-C, so only one that comes a second later is impatience.
 */
export function onSignals(end: (signal: NodeJS.Signals) => Promise<void>, kill: () => void): void {
  let asked: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (asked === undefined) {
        asked = performance.now();
        void end(signal);
      } else if (performance.now() - asked > 1_000) kill();
    });
  }
}
