import type { Context } from "@/lib/context";

/** One page of a phase: what was seen, and what to do before the cursor moves on. */
export type Step = {
  /** The next cursor; null at the end of the phase. */
  next: string | null;
  seen: { customersChecked?: number; invoicesChecked?: number; eventsFetched?: number; chargesChecked?: number };
  /** Each runs in its own transaction, and is safe to repeat. */
  repairs: readonly (() => Promise<unknown>)[];
  /** Runs in the transaction that moves the cursor. */
  settle?: (ctx: Context) => Promise<void>;
};
