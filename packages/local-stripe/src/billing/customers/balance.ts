import { emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Transaction = PublicTables["customer_balance_transaction"];

export interface BalanceMove {
  /** Minor units. Negative is credit for the customer. */
  amount: number;
  currency: string;
  type: Transaction["type"];
  invoice?: string;
  creditNote?: string;
  description?: string | null;
  metadata?: Record<string, string>;
}

/** Changes a customer's balance and records a balance transaction. */
export function moveBalance(world: World, customerId: string, move: BalanceMove): Transaction {
  const before = fetchCustomer(world, customerId, "customer");
  const after = world.store.put("customer", {
    ...before,
    balance: before.balance + move.amount,
    currency: move.currency,
  });
  const transaction = world.store.put("customer_balance_transaction", {
    id: world.ids.next("cbtxn"),
    object: "customer_balance_transaction",
    amount: move.amount,
    checkout_session: null,
    created: world.clock.now(),
    credit_note: move.creditNote ?? null,
    currency: move.currency,
    customer: customerId,
    customer_account: null,
    description: move.description ?? null,
    ending_balance: after.balance,
    invoice: move.invoice ?? null,
    livemode: false,
    metadata: move.metadata ?? {},
    type: move.type,
  });
  emitChange(world, "customer.updated", before, after);
  return transaction;
}
