import type { Context } from "@/lib/context";

/** One page of a phase: what was seen, and what is to be done about it before the cursor moves on. */
export type Step = {
  /** Where the phase goes on; null when it is over. */
  next: string | null;
  seen: { customersChecked?: number; invoicesChecked?: number; eventsFetched?: number };
  /** Each in a transaction of its own, and safe to do again. */
  repairs: readonly (() => Promise<unknown>)[];
  /** In the transaction that moves the cursor. */
  settle?: (ctx: Context) => Promise<void>;
};
