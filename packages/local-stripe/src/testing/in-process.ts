import Stripe from "stripe";
import { expect } from "vitest";
import { runDue } from "../clock/run-due";
import { apiRoutes } from "../routes/index";
import { defaultSettings, type Settings } from "../settings";
import { Api } from "../wire/api";
import { createWorld } from "../world";
import { readJson, seconds } from "./harness";
import { deviations } from "./type-deviations";

export interface InProcessStripe {
  stripe: Stripe;
  advanceTo(moment: number): void;
}

/** A Stripe without a server: fast enough to create one per case of a property test. */
export function startInProcess(at: string, settings: Partial<Settings> = {}): InProcessStripe {
  const world = createWorld({ ...defaultSettings, seed: "inline", ...settings }, { wall: () => seconds(at) * 1000 });
  const api = new Api(world);
  apiRoutes(api);
  const httpClient = Stripe.createFetchHttpClient(async (input: string | URL | Request, init?: RequestInit) => {
    const { body, response } = await readJson(await api.app.fetch(new Request(input, init)));
    if (response.ok) expect(deviations(body)).toEqual([]);
    return response;
  });
  return {
    stripe: new Stripe("sk_test_inline", {
      host: "127.0.0.1",
      port: 80,
      protocol: "http",
      httpClient,
      maxNetworkRetries: 0,
    }),
    advanceTo: (moment) => {
      runDue(world, moment);
      world.store.transaction(() => world.clock.moveTo(moment));
    },
  };
}
