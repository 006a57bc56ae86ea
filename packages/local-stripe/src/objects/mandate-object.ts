import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Mandate = PublicTables["mandate"];

/** The mandate for a bank account, created when it is first used. */
export function newMandate(world: World, method: PublicTables["payment_method"]): Mandate {
  const existing = [...world.store.all("mandate")].find((mandate) => mandate.payment_method === method.id);
  if (existing) return existing;
  const reference = world.ids.token(16).toUpperCase();
  return world.store.put("mandate", {
    id: world.ids.next("mandate"),
    object: "mandate",
    customer_acceptance: {
      accepted_at: world.clock.now(),
      online: { ip_address: "127.0.0.1", user_agent: null },
      type: "online",
    },
    livemode: false,
    multi_use: {},
    payment_method: method.id,
    payment_method_details: {
      sepa_debit: { reference, url: `/mandate/${reference}` },
      type: "sepa_debit",
    },
    status: "active",
    type: "multi_use",
  });
}
