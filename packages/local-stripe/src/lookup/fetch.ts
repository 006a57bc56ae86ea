import type { PublicTables } from "../store/tables";
import { noSuch } from "../wire/errors";
import type { World } from "../world";

/*
 * One function per object: the row with this id.
 *
 * @param param the request parameter that names it; "id" when it is part of the path
 * @throws StripeFault `resource_missing`: 404 for an id in the path, 400 for one in a parameter
 */

export function fetchCustomer(world: World, id: string, param = "id"): PublicTables["customer"] {
  return found(world.store.get("customer", id), "customer", id, param);
}

export function fetchInvoice(world: World, id: string, param = "id"): PublicTables["invoice"] {
  return found(world.store.get("invoice", id), "invoice", id, param);
}

export function fetchPrice(world: World, id: string, param = "id"): PublicTables["price"] {
  return found(world.store.get("price", id), "price", id, param);
}

export function fetchProduct(world: World, id: string, param = "id"): PublicTables["product"] {
  return found(world.store.get("product", id), "product", id, param);
}

export function fetchSubscription(world: World, id: string, param = "id"): PublicTables["subscription"] {
  return found(world.store.get("subscription", id), "subscription", id, param);
}

export function fetchSchedule(world: World, id: string, param = "id"): PublicTables["subscription_schedule"] {
  return found(world.store.get("subscription_schedule", id), "subscription_schedule", id, param);
}

export function fetchCharge(world: World, id: string, param = "id"): PublicTables["charge"] {
  return found(world.store.get("charge", id), "charge", id, param);
}

export function fetchPaymentIntent(world: World, id: string, param = "id"): PublicTables["payment_intent"] {
  return found(world.store.get("payment_intent", id), "payment_intent", id, param);
}

export function fetchPaymentMethod(world: World, id: string, param = "id"): PublicTables["payment_method"] {
  return found(world.store.get("payment_method", id), "PaymentMethod", id, param);
}

export function fetchCheckoutSession(world: World, id: string, param = "id"): PublicTables["checkout_session"] {
  return found(world.store.get("checkout_session", id), "checkout.session", id, param);
}

export function fetchPortalConfiguration(world: World, id: string, param = "id"): PublicTables["portal_configuration"] {
  return found(world.store.get("portal_configuration", id), "configuration", id, param);
}

export function fetchWebhookEndpoint(world: World, id: string, param = "id"): PublicTables["webhook_endpoint"] {
  return found(world.store.get("webhook_endpoint", id), "webhook endpoint", id, param);
}

export function fetchTestClock(world: World, id: string, param = "id"): PublicTables["test_clock"] {
  return found(world.store.get("test_clock", id), "test clock", id, param);
}

function found<T>(row: T | undefined, name: string, id: string, param: string): T {
  if (row === undefined) throw noSuch(name, id, param);
  return row;
}
