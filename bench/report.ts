/** A measured number. Those without a goal are for context. */
export type Figure = {
  name: string;
  value: number;
  unit?: string;
  goal?: { kind: ">=" | "<="; value: number };
};

export type Result = { figures: Figure[] };

/** Prints the figures as a table, and as JSON in the last line. */
export function printResult(bench: string, { figures }: Result): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) {
    const goal = figure.goal
      ? `  goal ${figure.goal.kind} ${figure.goal.value}  ${isMet(figure) ? "met" : "NOT MET"}`
      : "";
    console.log(`  ${figure.name.padEnd(width)}  ${`${rounded(figure.value)} ${figure.unit ?? ""}`.padEnd(16)}${goal}`);
  }
  const line = figures.map((figure) => ({
    name: figure.name,
    value: rounded(figure.value),
    ...(figure.unit ? { unit: figure.unit } : {}),
    ...(figure.goal ? { goal: `${figure.goal.kind}${figure.goal.value}`, met: isMet(figure) } : {}),
  }));
  console.log(JSON.stringify({ bench, figures: line }));
}

function isMet({ value, goal }: Figure): boolean {
  if (!goal) return true;
  return goal.kind === ">=" ? value >= goal.value : value <= goal.value;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** The median, which a single slow run doesn't change. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
