import type { TenantContext } from "@/lib/context";
import { adjustGauge, trackUsage } from "@/lib/usage";
import { addSampleData, createPlant, createWorkOrder, listPlaces, moveWorkOrder } from "@/products/unison/domain";
import { addColleague, asOwner, daysAgo, newOrganization, type SeedOrganization } from "@/seed/organization";
import type { Scenario } from "@/seed/scenario";
import { subscribe } from "@/seed/subscribe";

const owner = { name: "Dana Whitfield", email: "dana@harbor-metalworks.example" };
const team = [
  { name: "Luis Ortega", email: "luis@harbor-metalworks.example", role: "admin", seenDaysAgo: 1 },
  { name: "Mei Tanaka", email: "mei@harbor-metalworks.example", role: "member", seenDaysAgo: 0 },
  { name: "Robert Haas", email: "robert@harbor-metalworks.example", role: "billing", seenDaysAgo: 9 },
] as const;

/** Work orders of the second plant: title, product, pieces, priority, status, age in days, due in days. */
const orders = [
  ["Bulkhead panels, hull 214", "BP-214", 18, "high", "done", 8, -1],
  ["Deck cleats, cast and machined", "DC-40", 120, "normal", "done", 6, 0],
  ["Rudder stock, forged", "RS-900", 2, "high", "done", 3, 1],
  ["Hatch frames 600 × 600", "HF-600", 16, "normal", "in_progress", 5, 2],
  ["Fender brackets, galvanized", "FB-12", 240, "low", "in_progress", 4, 6],
  ["Stern ramp hinge sets", "SR-7", 4, "high", "in_progress", 2, -1],
  ["Handrail sections, 316L", "HR-316", 64, "normal", "open", 2, 9],
  ["Bollard covers", "BC-25", 30, "low", "open", 1, 12],
] as const;

/** How many work orders the customer's own system reported on each of the last twelve days. */
const reported = [96, 104, 131, 88, 12, 0, 118, 127, 142, 109, 95, 20];

/** A paying customer on Professional with two plants, a team of four, and usage reported through the API. */
export const harborMetalworks: Scenario = {
  owner,
  organization: "Harbor Metalworks",
  async create(password) {
    const organization = await newOrganization({
      name: "Harbor Metalworks",
      owner: { ...owner, password },
      plan: "professional",
      signedUpDaysAgo: 13,
      profile: { industry: "metal_fabrication", companySize: "51-200", useCase: "production", costing: "average" },
    });
    await addTeam(organization, password);
    const mainPlant = await asOwner(organization, 13, createMainPlant);
    await createSecondPlant(organization);
    await reportLastDays(organization);
    // Dated today, so that the board doesn't show everything as overdue.
    await asOwner(organization, 0, (ctx) => addSampleData(ctx, { plantId: mainPlant }));
    await subscribe(organization, "professional", "month");
    await asOwner(organization, 0, (ctx) => report(ctx, 1240));
  },
};

async function addTeam(organization: SeedOrganization, password: string) {
  for (const person of team) {
    await addColleague(organization, { ...person, password });
    await asOwner(organization, 12, (ctx) => adjustGauge(ctx, { meter: "users", delta: 1 }));
  }
}

const createMainPlant = (ctx: TenantContext) =>
  createPlant(ctx, { name: "Main works", location: "Duluth, Minnesota", timeZone: "America/Chicago" });

async function createSecondPlant(organization: SeedOrganization) {
  const plantId = await asOwner(organization, 12, (ctx) =>
    createPlant(ctx, { name: "Dry dock", location: "Superior, Wisconsin", timeZone: "America/Chicago" }),
  );
  const places = await asOwner(organization, 12, listPlaces);
  const lanes = places.find(({ id }) => id === plantId)?.lanes ?? [];
  for (const [index, [title, product, quantity, priority, status, daysBack, dueIn]] of orders.entries()) {
    const dueOn = daysAgo(-dueIn).toISOString().slice(0, 10);
    const input = {
      title,
      product,
      quantity,
      priority,
      plantId,
      departmentId: null,
      dueOn,
      ...planOf(status, index, lanes),
    };
    const { id } = await asOwner(organization, daysBack, (ctx) => createWorkOrder(ctx, input));
    if (status !== "open") await asOwner(organization, daysBack - 1, (ctx) => moveWorkOrder(ctx, { id, status }));
  }
}

/** Work that has started is in a lane. What waits is partly unassigned, so that there's something to drag. */
const planOf = (status: string, index: number, lanes: readonly { id: string }[]) => ({
  laneId: status === "open" && index % 2 === 1 ? null : (lanes[index % lanes.length]?.id ?? null),
  plannedMinutes: 180 + ((index * 7) % 5) * 60,
});

async function reportLastDays(organization: SeedOrganization) {
  for (const [index, amount] of reported.entries()) {
    if (amount > 0) await asOwner(organization, reported.length - index, (ctx) => report(ctx, amount));
  }
}

/** Two thirds come from the main works, so that the usage page has a breakdown to show. */
async function report(ctx: TenantContext, amount: number): Promise<void> {
  const dryDock = Math.floor(amount / 3);
  await trackUsage(ctx, { meter: "work_orders", amount: amount - dryDock, properties: { plant: "Main works" } });
  if (dryDock > 0) {
    await trackUsage(ctx, { meter: "work_orders", amount: dryDock, properties: { plant: "Dry dock" } });
  }
}
