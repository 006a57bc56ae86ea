import type { TenantContext } from "@/lib/context";
import { adjustGauge, trackUsage } from "@/lib/usage";
import { addSampleData, createPlant, createWorkOrder, moveWorkOrder } from "@/products/unison/domain";
import { addMember } from "@/testing/factories";
import { asOwner, type Company, daysAgo, newCompany } from "../company";
import type { Scenario } from "../scenario";
import { subscribe } from "../subscribe";

const owner = { name: "Dana Whitfield", email: "dana@harbor-metalworks.example" };
const team = [
  { name: "Luis Ortega", email: "luis@harbor-metalworks.example", role: "admin" },
  { name: "Mei Tanaka", email: "mei@harbor-metalworks.example", role: "member" },
  { name: "Robert Haas", email: "robert@harbor-metalworks.example", role: "billing" },
] as const;

/** Work orders of the second plant: title, product, pieces, priority, lane, made so many days ago, due in so many days. */
const orders = [
  ["Bulkhead panels, hull 214", "BP-214", 18, "high", "done", 8, -1],
  ["Deck cleats, cast and machined", "DC-40", 120, "normal", "done", 6, 0],
  ["Rudder stock, forged", "RS-900", 2, "high", "done", 3, 1],
  ["Hatch frames, 24 × 24 in", "HF-600", 16, "normal", "in_progress", 5, 2],
  ["Fender brackets, galvanized", "FB-12", 240, "low", "in_progress", 4, 6],
  ["Stern ramp hinge sets", "SR-7", 4, "high", "in_progress", 2, -1],
  ["Handrail sections, 316L", "HR-316", 64, "normal", "open", 2, 9],
  ["Bollard covers", "BC-25", 30, "low", "open", 1, 12],
] as const;

/** Work orders the company's own system reported, for each day of the last twelve. */
const reported = [96, 104, 131, 88, 12, 0, 118, 127, 142, 109, 95, 20];

/** Bought Professional: two plants, a team of four, and a machine-made stream of work orders. */
export const harborMetalworks: Scenario = {
  owner,
  organization: "Harbor Metalworks",
  async tell(password) {
    const company = await newCompany({
      name: "Harbor Metalworks",
      owner: { ...owner, password },
      plan: "professional",
      signedUpDaysAgo: 13,
      profile: { industry: "metal_fabrication", companySize: "51-200", useCase: "production", costing: "average" },
    });
    await gatherTeam(company, password);
    const mainPlant = await asOwner(company, 13, buildMainPlant);
    await runSecondPlant(company);
    await reportDays(company);
    // Dated from today, so that the board is not a list of what is late.
    await asOwner(company, 0, (ctx) => addSampleData(ctx, { plantId: mainPlant }));
    await subscribe(company, "professional", "month");
    await asOwner(company, 0, (ctx) => report(ctx, 1240));
  },
};

async function gatherTeam(company: Company, password: string) {
  for (const { role, ...person } of team) {
    await addMember(company.organizationId, role, { ...person, password });
    await asOwner(company, 12, (ctx) => adjustGauge(ctx, { meter: "users", delta: 1 }));
  }
}

const buildMainPlant = (ctx: TenantContext) =>
  createPlant(ctx, { name: "Main works", location: "Duluth, Minnesota", timeZone: "America/Chicago" });

async function runSecondPlant(company: Company) {
  const plantId = await asOwner(company, 12, (ctx) =>
    createPlant(ctx, { name: "Dry dock", location: "Superior, Wisconsin", timeZone: "America/Chicago" }),
  );
  for (const [title, product, quantity, priority, status, daysBack, dueIn] of orders) {
    const dueOn = daysAgo(-dueIn).toISOString().slice(0, 10);
    const input = { title, product, quantity, priority, plantId, departmentId: null, dueOn };
    const { id } = await asOwner(company, daysBack, (ctx) => createWorkOrder(ctx, input));
    if (status !== "open") await asOwner(company, daysBack - 1, (ctx) => moveWorkOrder(ctx, { id, status }));
  }
}

async function reportDays(company: Company) {
  for (const [index, amount] of reported.entries()) {
    if (amount > 0) await asOwner(company, reported.length - index, (ctx) => report(ctx, amount));
  }
}

/** Two thirds of it from the main works, so that the usage page has something to tell apart. */
async function report(ctx: TenantContext, amount: number): Promise<void> {
  const dryDock = Math.floor(amount / 3);
  await trackUsage(ctx, { meter: "work_orders", amount: amount - dryDock, properties: { plant: "Main works" } });
  if (dryDock > 0) {
    await trackUsage(ctx, { meter: "work_orders", amount: dryDock, properties: { plant: "Dry dock" } });
  }
}
