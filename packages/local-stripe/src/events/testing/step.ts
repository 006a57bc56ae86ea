import type Stripe from "stripe";
import type { Harness } from "../../testing/harness";

/** The IDs created so far, by name. */
export type Made = Record<string, string>;

/** A request, and the events it causes: `type`, or `type(keys of previous_attributes)`. */
export type Step = [
  name: string,
  does: (stripe: Stripe, made: Made, harness: Harness) => Promise<unknown>,
  events: string[],
];

export function id(made: Made, name: string): string {
  const found = made[name];
  if (found === undefined) throw new Error(`The story has not created ${name} yet`);
  return found;
}
