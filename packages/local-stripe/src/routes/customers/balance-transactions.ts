import type Stripe from "stripe";
import { changeBalance } from "../../billing/customers/balance";
import { fetchCustomer } from "../../lookup/fetch";
import { mergeMetadata, orNull } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Transaction = PublicTables["customer_balance_transaction"];

const path = "/v1/customers/:id/balance_transactions";

export function balanceTransactionRoutes(api: Api): void {
  api.post(
    path,
    params<Stripe.CustomerCreateBalanceTransactionParams>("Customers", "CustomerCreateBalanceTransactionParams"),
    createTransaction,
  );
  api.get(
    path,
    params<Stripe.CustomerListBalanceTransactionsParams>("Customers", "CustomerListBalanceTransactionsParams"),
    (world, input, id) => {
      const rows = world.store
        .where("customer_balance_transaction", "customer", fetchCustomer(world, id).id)
        .filter((row) => matches(row.invoice, input.invoice) && inRange(row.created, input.created));
      return page(rows, input, `/v1/customers/${id}/balance_transactions`);
    },
  );
  api.get(`${path}/:second`, onlyExpand, (world, _, id, second) => fetchTransaction(world, id, second));
  api.post(
    `${path}/:second`,
    params<Stripe.CustomerUpdateBalanceTransactionParams>("Customers", "CustomerUpdateBalanceTransactionParams"),
    (world, input, id, second) => {
      const before = fetchTransaction(world, id, second);
      return world.store.put("customer_balance_transaction", {
        ...before,
        description: orNull(input.description, before.description),
        metadata: mergeMetadata(before.metadata, input.metadata),
      });
    },
  );
}

function fetchTransaction(world: World, customer: string, id: string): Transaction {
  const transaction = world.store.get("customer_balance_transaction", id);
  if (transaction?.customer !== customer) throw noSuch("customer balance transaction", id);
  return transaction;
}

function createTransaction(
  world: World,
  input: Wire<Stripe.CustomerCreateBalanceTransactionParams>,
  id: string,
): Transaction {
  const { balance, currency: known } = fetchCustomer(world, id);
  const currency = input.currency.toLowerCase();
  if (balance !== 0 && known !== null && known !== undefined && known !== currency)
    throw invalidRequest(`The customer's balance is in ${known}, so it can't be changed in ${currency}.`, "currency");
  return changeBalance(world, id, {
    amount: input.amount,
    currency,
    type: "adjustment",
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
  });
}
