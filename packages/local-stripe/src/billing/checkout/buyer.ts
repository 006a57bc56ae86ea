import { cardBehavior, type Decline } from "../../engine/cards";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { taxIdsOf } from "../../objects/tax-id-object";
import type { Buyer, CheckoutPlan, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { createCustomer } from "../customers/create-customer";
import { addTaxId } from "../customers/tax-ids";
import type { PaymentAttempt } from "../payments/outcome";

type Session = PublicTables["checkout_session"];
type PaymentMethod = PublicTables["payment_method"];

/** Rolls back a checkout that couldn't be paid. */
export class Unpaid extends Error {
  constructor(
    readonly reason: "declined" | "requires_action",
    message: string,
    readonly decline?: Decline,
  ) {
    super(message);
  }
}

/** The session's customer, created now if it has none. */
export function customerForBuyer(
  world: World,
  session: Session,
  buyer: Buyer,
  plan: CheckoutPlan,
): PublicTables["customer"] {
  const customer =
    session.customer === null ? createBuyer(world, session, buyer) : known(world, session.customer, buyer, plan);
  addMissingTaxId(world, customer.id, buyer);
  return customer;
}

/** Adds the tax ID unless the customer already has it. */
function addMissingTaxId(world: World, customer: string, { business }: Buyer): void {
  const { type, value } = business?.taxId ?? {};
  if (type === undefined || value === undefined) return;
  const updateBuyer = taxIdsOf(world, customer).some((row) => row.type === type && row.value === value);
  if (!updateBuyer) addTaxId(world, customer, { type, value });
}

function createBuyer(world: World, session: Session, buyer: Buyer): PublicTables["customer"] {
  const customer = createCustomer(world, {
    email: session.customer_email ?? buyer.email,
    name: buyer.business?.name ?? buyer.name,
    ...(buyer.phone ? { phone: buyer.phone } : {}),
  });
  return buyer.address === null ? customer : world.store.put("customer", { ...customer, address: buyer.address });
}

/** `customer_update` lets the page update what is stored; everything else stays. */
function known(world: World, id: string, buyer: Buyer, plan: CheckoutPlan): PublicTables["customer"] {
  const before = fetchCustomer(world, id);
  const after = world.store.put("customer", {
    ...before,
    name: plan.updates.name && buyer.name !== "" ? (buyer.business?.name ?? buyer.name) : before.name,
    phone: buyer.phone ?? before.phone,
    address: plan.updates.address && buyer.address ? buyer.address : before.address,
  });
  emitChange(world, "customer.updated", before, after);
  return after;
}

/** Attaches without asking the bank, unlike the API's attach: Checkout has just charged or verified the card. */
export function savePaymentMethod(world: World, method: PaymentMethod, customer: string, authenticated: boolean): void {
  if (method.customer === customer) return;
  const card = world.store.get("card", method.id);
  if (card && authenticated) world.store.put("card", { ...card, authenticated: true });
  emit(world, "payment_method.attached", world.store.put("payment_method", { ...method, customer }));
}

/** @throws Unpaid unless the payment succeeded or is processing */
export function requirePayment(attempt: PaymentAttempt | null): void {
  if (attempt?.kind === "declined") throw new Unpaid("declined", attempt.decline.message, attempt.decline);
  if (attempt?.kind === "requires_action" || attempt?.kind === "no_payment_method")
    throw new Unpaid("requires_action", "Your bank needs you to confirm this payment.");
}

/** Charges nothing, but checks with the bank that the card can be charged later. */
export function verifyCard(world: World, method: PaymentMethod, authenticated: boolean): void {
  const { attachable, charge, challenge } = cardBehavior(world.store.get("card", method.id)?.number ?? "");
  if (!attachable && charge !== "succeeds") throw new Unpaid("declined", charge.message, charge);
  if (challenge !== "never" && !authenticated) throw new Unpaid("requires_action", "");
}
