import { emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Transaction = PublicTables["customer_balance_transaction"];

export interface BalanceChange {
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
export function changeBalance(world: World, customerId: string, change: BalanceChange): Transaction {
  const before = fetchCustomer(world, customerId, "customer");
  const after = world.store.put("customer", {
    ...before,
    balance: before.balance + change.amount,
    currency: change.currency,
  });
  const transaction = world.store.put("customer_balance_transaction", {
    id: world.ids.next("cbtxn"),
    object: "customer_balance_transaction",
    amount: change.amount,
    checkout_session: null,
    created: world.clock.now(),
    credit_note: change.creditNote ?? null,
    currency: change.currency,
    customer: customerId,
    customer_account: null,
    description: change.description ?? null,
    ending_balance: after.balance,
    invoice: change.invoice ?? null,
    livemode: false,
    metadata: change.metadata ?? {},
    type: change.type,
  });
  emitChange(world, "customer.updated", before, after);
  return transaction;
}
