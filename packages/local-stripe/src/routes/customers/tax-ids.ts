import type Stripe from "stripe";
import { addTaxId, deleteTaxId } from "../../billing/customers/tax-ids";
import { taxIdsOf } from "../../objects/tax-id-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { World } from "../../world";

type TaxId = PublicTables["tax_id"];

const path = "/v1/customers/:id/tax_ids";

/** Tax IDs of customers and of the account itself. */
export function taxIdRoutes(api: Api): void {
  api.post(
    path,
    params<Stripe.CustomerCreateTaxIdParams>("Customers", "CustomerCreateTaxIdParams"),
    (world, input, id) => addTaxId(world, requireCustomer(world, id), input),
  );
  api.get(path, params<Stripe.CustomerListTaxIdsParams>("Customers", "CustomerListTaxIdsParams"), (world, input, id) =>
    page(taxIdsOf(world, requireCustomer(world, id)), input, `/v1/customers/${id}/tax_ids`),
  );
  api.get(`${path}/:second`, onlyExpand, (world, _, id, second) =>
    fetchTaxId(world, second, requireCustomer(world, id)),
  );
  api.delete(`${path}/:second`, onlyExpand, (world, _, id, second) =>
    deleteTaxId(world, fetchTaxId(world, second, requireCustomer(world, id))),
  );
  accountRoutes(api);
}

function accountRoutes(api: Api): void {
  const all = "/v1/tax_ids";
  api.post(all, params<Stripe.TaxIdCreateParams>("TaxIds", "TaxIdCreateParams"), (world, input) =>
    addTaxId(
      world,
      input.owner?.customer === undefined ? null : requireCustomer(world, input.owner.customer, "owner[customer]"),
      input,
    ),
  );
  api.get(all, params<Stripe.TaxIdListParams>("TaxIds", "TaxIdListParams"), (world, input) =>
    page(taxIdsOf(world, input.owner?.customer ?? null), input, all),
  );
  api.get(`${all}/:id`, onlyExpand, (world, _, id) => fetchTaxId(world, id));
  api.delete(`${all}/:id`, onlyExpand, (world, _, id) => deleteTaxId(world, fetchTaxId(world, id)));
}

function requireCustomer(world: World, id: string, param = "id"): string {
  if (!world.store.get("customer", id)) throw noSuch("customer", id, param);
  return id;
}

function fetchTaxId(world: World, id: string, customer?: string): TaxId {
  const taxId = world.store.get("tax_id", id);
  if (!taxId || (customer !== undefined && taxId.customer !== customer)) throw noSuch("tax id", id);
  return taxId;
}
