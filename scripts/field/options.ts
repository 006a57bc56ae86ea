import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

export type FieldOptions = { suite: string; histories: number; seed: number; at?: string };

const folder = "testing/field";
const ending = ".db.test.ts";
const mostHistories = 1_000_000;

/** The suites there are, by their files. */
export const fieldSuites = (): string[] =>
  readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));

/** @returns the options, or a sentence about what is wrong with them. */
export function readFieldOptions(
  args: readonly string[],
  suites: readonly string[],
): FieldOptions | { problem: string } {
  const usage = `Usage: npm run field -- ${suites.join("|")} [--histories 300] [--seed 1] [--at 2027-01-31T10:00:00Z]`;
  const parsed = parse(args);
  if ("problem" in parsed) return { problem: `${parsed.problem} ${usage}` };
  const { positionals, values } = parsed;
  const [suite, ...more] = positionals;
  if (suite === undefined || more.length > 0) return { problem: `Name one suite. ${usage}` };
  if (!suites.includes(suite)) return { problem: `There is no suite "${suite}". ${usage}` };
  const histories = wholeNumber(values.histories ?? "300");
  if (histories === undefined || histories < 1 || histories > mostHistories)
    return { problem: `--histories must be a whole number from 1 to ${mostHistories}. ${usage}` };
  const seed = wholeNumber(values.seed ?? "1");
  if (seed === undefined || seed > 2 ** 31 - 1 - histories)
    return { problem: `--seed must be a whole number from 0 to ${2 ** 31 - 1 - histories}. ${usage}` };
  const { at } = values;
  if (at === undefined) return { suite, histories, seed };
  const time = Date.parse(at);
  if (Number.isNaN(time)) return { problem: `--at must be a time such as 2027-01-31T10:00:00Z. ${usage}` };
  return { suite, histories, seed, at: new Date(time).toISOString() };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { histories: { type: "string" }, seed: { type: "string" }, at: { type: "string" } },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "The options can't be read." };
  }
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined);
