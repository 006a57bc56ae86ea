import { Hono } from "hono";
import { z } from "zod";
import { settingsPage } from "../pages/local/settings";
import { readForm } from "../pages/ui/form";
import type { Dunning } from "../settings";
import type { World } from "../world";

/** The last retry is at most two months after the first failure, as at Stripe. */
const retryDays = z.array(z.number().int().min(1).max(60)).max(8);
const dunning = z.strictObject({ retryDays, end: z.enum(["canceled", "unpaid", "past_due"]) }).partial();
const input = z.strictObject({ dunning });

/**
 * What a person sets in Stripe's dashboard and no API can read or change: "Manage failed payments". JSON for programs,
 * a form for people. It is kept with the data.
 */
export function settingsRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const wantsPage = c.req.header("accept")?.includes("text/html");
    return wantsPage ? c.html(settingsPage(world)) : c.json({ dunning: world.settings.dunning });
  });
  app.post("/", async (c) => {
    const isForm = !c.req.header("content-type")?.includes("json");
    const given = isForm ? fromForm(await readForm(c)) : await c.req.json().catch(() => null);
    const parsed = input.safeParse(given);
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    save(world, { ...world.settings.dunning, ...definedOnly(parsed.data.dunning) });
    return isForm ? c.redirect("/_local/settings", 303) : c.json({ dunning: world.settings.dunning });
  });
  return app;
}

function fromForm({ end, retryDays: days = "" }: Record<string, string>) {
  const listed = days.split(",").map((each) => each.trim());
  return { dunning: { end, retryDays: listed.filter(Boolean).map(Number) } };
}

const definedOnly = ({ retryDays: days, end }: z.infer<typeof dunning>): Partial<Dunning> => ({
  ...(days ? { retryDays: days } : {}),
  ...(end ? { end } : {}),
});

function save(world: World, changed: Dunning): void {
  world.store.transaction(() => world.store.put("account_settings", { id: "settings", dunning: changed }));
  world.settings = { ...world.settings, dunning: changed };
}
