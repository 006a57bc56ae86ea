import { addDays } from "@/lib/durations";
import { Random } from "@/seed/history/random";
import { asOwner, daysAgo, type SeedOrganization } from "@/seed/organization";
import type { ProductSample } from "@/seed/product-sample";
import { checkRoiAlerts } from "../domain/alerts/check-roi-alerts";
import { setRoiAlert } from "../domain/alerts/set-roi-alert";
import { addConversions, addTouchpoints } from "../domain/data/add-events";
import { saveSettings } from "../domain/data/settings";
import { dayIn, shiftDay } from "../domain/import/time-zone";
import { runAttribution } from "../domain/runs/run-attribution";
import type { RunInput } from "../domain/runs/run-input";
import { startRun } from "../domain/runs/start-run";
import { setSpend } from "../domain/spend/set-spend";
import { sampleJourneys } from "./journeys";
import { words } from "./words";

const timeZone = "America/New_York";
const batch = 1_000;

type Runs = { visitors: number; daysBack: number; models: readonly Pick<RunInput, "model" | "lookBackDays">[] };

/** A year of data, and runs over its last 90 days. */
async function addJourneys(organization: SeedOrganization, { visitors, daysBack, models }: Runs): Promise<void> {
  const until = daysAgo(0);
  const data = sampleJourneys(new Random(`origin/${visitors}`), addDays(until, -0.1), visitors);
  const today = dayIn(until, timeZone);
  await asOwner(organization, daysBack, (ctx) => saveSettings(ctx, { currency: "usd", timeZone }));
  await asOwner(organization, 0, async (ctx) => {
    for (let start = 0; start < data.touchpoints.length; start += batch) {
      await addTouchpoints(ctx, data.touchpoints.slice(start, start + batch));
    }
    for (let start = 0; start < data.conversions.length; start += batch) {
      await addConversions(ctx, data.conversions.slice(start, start + batch));
    }
    await setSpend(ctx, data.spend);
  });
  for (const [index, model] of models.entries()) {
    const range = { fromDay: shiftDay(today, -89), toDay: today };
    const runId = await asOwner(organization, (models.length - index) / 24, (ctx) =>
      startRun(ctx, { ...model, ...range }),
    );
    await runAttribution({ organizationId: organization.organizationId, runId });
  }
}

/** Channels with a threshold, compared with the newest day. */
async function addAlerts(organization: SeedOrganization, thresholds: Readonly<Record<string, number>>): Promise<void> {
  await asOwner(organization, 0, async (ctx) => {
    for (const [channel, threshold] of Object.entries(thresholds)) await setRoiAlert(ctx, { channel, threshold });
  });
  await checkRoiAlerts({ organizationId: organization.organizationId }, daysAgo(0));
}

/** Marketing teams with a year of journeys. */
export const sample: ProductSample = {
  words,
  scenarios: {
    paying: {
      organization: "Fernway Outdoor",
      plan: "pro",
      profile: { businessModel: "online_store", monthlySpend: "5k-50k" },
      usage: { attribution_runs: 0.03 },
      async addRows(organization) {
        await addJourneys(organization, {
          visitors: 4_000,
          daysBack: 13,
          models: [
            { model: "last_touch", lookBackDays: 30 },
            { model: "linear", lookBackDays: 30 },
            { model: "position_based", lookBackDays: 30 },
          ],
        });
        await addAlerts(organization, { display: 50, email: 200, "paid search": 0 });
      },
    },
    trialing: {
      organization: "Larkspur Health",
      plan: "scale",
      profile: { businessModel: "leads", monthlySpend: "50k-500k" },
      usage: { attribution_runs: 0.002 },
      addRows: (organization) =>
        addJourneys(organization, {
          visitors: 1_500,
          daysBack: 3,
          models: [
            { model: "markov", lookBackDays: 60 },
            { model: "shapley", lookBackDays: 60 },
          ],
        }),
    },
    expired: {
      organization: "Cobalt & Pine",
      plan: "pro",
      profile: { businessModel: "agency", monthlySpend: "0-5k" },
      usage: { attribution_runs: 0.01 },
      addRows: (organization) =>
        addJourneys(organization, { visitors: 300, daysBack: 18, models: [{ model: "last_touch", lookBackDays: 7 }] }),
    },
  },
};
