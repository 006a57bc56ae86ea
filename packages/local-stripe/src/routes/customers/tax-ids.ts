import type Stripe from "stripe";
import { addTaxId, dropTaxId } from "../../billing/customers/tax-ids";
import { taxIdsOf } from "../../objects/tax-id-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { missing } from "../../wire/errors";
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
    (world, input, id) => addTaxId(world, knownCustomer(world, id), input),
  );
  api.get(path, params<Stripe.CustomerListTaxIdsParams>("Customers", "CustomerListTaxIdsParams"), (world, input, id) =>
    page(taxIdsOf(world, knownCustomer(world, id)), input, `/v1/customers/${id}/tax_ids`),
  );
  api.get(`${path}/:second`, onlyExpand, (world, _, id, second) => fetchTaxId(world, second, knownCustomer(world, id)));
  api.delete(`${path}/:second`, onlyExpand, (world, _, id, second) =>
    dropTaxId(world, fetchTaxId(world, second, knownCustomer(world, id))),
  );
  ownRoutes(api);
}

function ownRoutes(api: Api): void {
  const all = "/v1/tax_ids";
  api.post(all, params<Stripe.TaxIdCreateParams>("TaxIds", "TaxIdCreateParams"), (world, input) =>
    addTaxId(
      world,
      input.owner?.customer === undefined ? null : knownCustomer(world, input.owner.customer, "owner[customer]"),
      input,
    ),
  );
  api.get(all, params<Stripe.TaxIdListParams>("TaxIds", "TaxIdListParams"), (world, input) =>
    page(taxIdsOf(world, input.owner?.customer ?? null), input, all),
  );
  api.get(`${all}/:id`, onlyExpand, (world, _, id) => fetchTaxId(world, id));
  api.delete(`${all}/:id`, onlyExpand, (world, _, id) => dropTaxId(world, fetchTaxId(world, id)));
}

function knownCustomer(world: World, id: string, param = "id"): string {
  if (!world.store.get("customer", id)) throw missing("customer", id, param);
  return id;
}

function fetchTaxId(world: World, id: string, customer?: string): TaxId {
  const taxId = world.store.get("tax_id", id);
  if (!taxId || (customer !== undefined && taxId.customer !== customer)) throw missing("tax id", id);
  return taxId;
}
