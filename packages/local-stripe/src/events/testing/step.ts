import type Stripe from "stripe";
import type { Harness } from "../../testing/harness";

/** What the steps have made so far, by name, for the steps after them. */
export type Made = Record<string, string>;

/** Something that is done, and the events it causes: `type`, or `type(keys of previous_attributes)`. */
export type Step = [
  verb: string,
  does: (stripe: Stripe, made: Made, here: Harness) => Promise<unknown>,
  events: string[],
];

export function id(made: Made, name: string): string {
  const found = made[name];
  if (found === undefined) throw new Error(`The story has made no ${name} yet`);
  return found;
}
