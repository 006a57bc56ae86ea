import type Stripe from "stripe";
import { addSource } from "../../billing/customers/add-card-source";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { isLegacyCard, legacyCardOf, legacyCardsOf } from "../../objects/legacy-card-object";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type PaymentMethod = PublicTables["payment_method"];

const path = "/v1/customers/:id/sources";

/** Cards from before payment methods: the same cards in the legacy shape. */
export function customerSourceRoutes(api: Api): void {
  api.post(
    path,
    params<Stripe.CustomerCreateSourceParams>("Customers", "CustomerCreateSourceParams"),
    (world, input, id) => legacyCardOf(addSource(world, fetchCustomer(world, id).id, input.source, input.metadata)),
  );
  api.get(
    path,
    params<Stripe.CustomerListSourcesParams>("Customers", "CustomerListSourcesParams"),
    (world, input, id) => {
      const rows =
        input.object === undefined || input.object === "card" ? legacyCardsOf(world, fetchCustomer(world, id).id) : [];
      return page(rows, input, `/v1/customers/${id}/sources`);
    },
  );
  api.get(`${path}/:second`, onlyExpand, (world, _, id, second) => legacyCardOf(fetchSource(world, id, second)));
  api.post(
    `${path}/:second`,
    params<Stripe.CustomerUpdateSourceParams>("Customers", "CustomerUpdateSourceParams"),
    updateSource,
  );
  api.delete(`${path}/:second`, onlyExpand, deleteSource);
}

function fetchSource(world: World, customer: string, id: string): PaymentMethod {
  const method = world.store.get("payment_method", id);
  if (!method || !isLegacyCard(method) || method.customer !== fetchCustomer(world, customer).id)
    throw noSuch("source", id);
  return method;
}

function updateSource(
  world: World,
  input: Wire<Stripe.CustomerUpdateSourceParams>,
  customer: string,
  id: string,
): Wire<Stripe.Card> {
  const before = fetchSource(world, customer, id);
  const { card, billing_details } = before;
  const address = billing_details.address;
  const after = world.store.put("payment_method", {
    ...before,
    ...(card
      ? {
          card: {
            ...card,
            exp_month: numberOr(input.exp_month, card.exp_month),
            exp_year: numberOr(input.exp_year, card.exp_year),
          },
        }
      : {}),
    billing_details: {
      ...billing_details,
      address: {
        city: input.address_city ?? address?.city ?? null,
        country: input.address_country ?? address?.country ?? null,
        line1: input.address_line1 ?? address?.line1 ?? null,
        line2: input.address_line2 ?? address?.line2 ?? null,
        postal_code: input.address_zip ?? address?.postal_code ?? null,
        state: input.address_state ?? address?.state ?? null,
      },
      name: input.name ?? billing_details.name,
    },
    metadata: mergeMetadata(before.metadata, input.metadata),
  });
  emitChange(world, "customer.source.updated", legacyCardOf(before), legacyCardOf(after));
  return legacyCardOf(after);
}

/** The SDK declares these two as strings. */
function numberOr(sent: string | undefined, before: number): number {
  return sent === undefined ? before : Number(sent);
}

function deleteSource(world: World, _: unknown, customer: string, id: string): object {
  const source = fetchSource(world, customer, id);
  world.store.put("payment_method", { ...source, customer: null });
  const before = fetchCustomer(world, customer);
  if (before.default_source === id) {
    const [next] = legacyCardsOf(world, customer);
    const after = world.store.put("customer", { ...before, default_source: next?.id ?? null });
    emitChange(world, "customer.updated", before, after);
  }
  emit(world, "customer.source.deleted", legacyCardOf(source));
  return { id, object: "card", deleted: true };
}
