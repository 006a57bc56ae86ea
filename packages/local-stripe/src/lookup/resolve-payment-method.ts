import { namedCards } from "../engine/cards";
import { namedDebits } from "../engine/debits";
import { storeBankAccount, storeCard } from "../objects/payment-method-object";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { fetchPaymentMethod } from "./fetch";

type PaymentMethod = PublicTables["payment_method"];

/** A stored payment method, or a new one for a test name such as `pm_card_visa`. */
export function resolvePaymentMethod(world: World, id: string, param: string): PaymentMethod {
  const iban = namedDebits[id];
  if (iban) return storeBankAccount(world, iban, { name: "Jenny Rosen", email: "jenny.rosen@example.com" });
  const number = namedCards[id];
  if (!number) return fetchPaymentMethod(world, id, param);
  const year = new Date(world.clock.now() * 1000).getUTCFullYear() + 3;
  return storeCard(world, { number, exp_month: 12, exp_year: year }, {});
}
