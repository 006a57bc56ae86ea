const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export const sinceStart = () => seconds(started);

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `work`, saying that it is done and how long it took; a long one says every ten seconds that it goes on. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  const ticker = setInterval(() => say(`  … ${name} (${seconds(since)})`), 10_000);
  try {
    const result = await work();
    say(`  ✓ ${name.padEnd(34)} ${seconds(since)}`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
