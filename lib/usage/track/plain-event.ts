import { largestAmount, longestName, type UsageEvent } from "./event";

/** Printable ASCII: what a name nearly always is made of, and what any of them may be. */
const plainName = new RegExp(`^[ -~]{1,${longestName}}$`);
const isPlainName = (value: unknown): value is string => typeof value === "string" && plainName.test(value);

/**
 * Reads an event that says no more than most do, at a quarter of what the schema costs: a request brings up to a thousand.
 *
 * @returns what `usageEventSchema` would, or undefined for any other event, good or bad: then the schema is to be asked.
 */
export function readPlainEvent(value: unknown): UsageEvent | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { organization, meter, amount = 1, idempotencyKey, ...more }: Partial<Record<string, unknown>> = value;
  for (const _name in more) return undefined;
  if (!isPlainName(organization) || !isPlainName(meter) || !isPlainAmount(amount)) return undefined;
  if (idempotencyKey === undefined) return { organization, meter, amount };
  return isPlainName(idempotencyKey) ? { organization, meter, amount, idempotencyKey } : undefined;
}

const isPlainAmount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= largestAmount;
