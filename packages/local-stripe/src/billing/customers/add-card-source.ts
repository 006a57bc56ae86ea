import type Stripe from "stripe";
import { namedCards } from "../../engine/cards";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { legacyCardOf } from "../../objects/legacy-card-object";
import { mergeMetadata } from "../../objects/metadata";
import { storeCard } from "../../objects/payment-method-object";
import type { PublicTables } from "../../store/tables";
import { noSuch } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { checkAttachable } from "../payments/attach-payment-method";

type PaymentMethod = PublicTables["payment_method"];

/** @throws StripeFault 402 for cards that can't be attached */
export function addSource(
  world: World,
  customer: string,
  token: string,
  metadata?: Wire<Stripe.MetadataParam>,
): PaymentMethod {
  const number = namedCards[token];
  if (!number) throw noSuch("token", token, "source");
  const exp_year = new Date(world.clock.now() * 1000).getUTCFullYear() + 3;
  const method = storeCard(world, { number, exp_month: 12, exp_year }, {}, "card");
  checkAttachable(world, method);
  const source = world.store.put("payment_method", { ...method, customer, metadata: mergeMetadata({}, metadata) });
  emit(world, "customer.source.created", legacyCardOf(source));
  const before = fetchCustomer(world, customer);
  if (before.default_source === null) {
    const after = world.store.put("customer", { ...before, default_source: source.id });
    emitChange(world, "customer.updated", before, after);
  }
  return source;
}
