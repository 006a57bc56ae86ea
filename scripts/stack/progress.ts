const started = Date.now();
const elapsed = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** "4.2 s", since this process started. */
export const sinceStart = () => elapsed(started);

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `work` and prints how long it took, and every ten seconds that it is still running. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  const ticker = setInterval(() => print(`  … ${name} (${elapsed(since)})`), 10_000);
  try {
    const result = await work();
    print(`  ✓ ${name.padEnd(34)} ${elapsed(since)}`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
