import { setImmediate as breathe } from "node:timers/promises";
import { Hono } from "hono";
import { z } from "zod";
import type { Api } from "../wire/api";
import type { JsonObject } from "../wire/types";
import type { World } from "../world";
import { HistoryError, playHistory } from "./play-history";

const request = z.strictObject({
  at: z.number().int(),
  method: z.enum(["get", "post", "delete"]).default("post"),
  path: z.string().startsWith("/v1/"),
  params: z.record(z.string(), z.unknown()).default({}),
  as: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional(),
});
const body = z.strictObject({
  histories: z.array(z.array(request)).max(1000),
  events_since: z.number().int().optional(),
});

/** Imports the past of many customers at once: each history is played on its own, in the given order. */
export function historyRoutes(world: World, api: Api): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const input = body.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    const results: Record<string, string>[] = [];
    for (const [index, history] of input.data.histories.entries()) {
      try {
        const requests = history.map((each) => ({ ...each, params: each.params as JsonObject }));
        results.push(playHistory(world, api, requests, input.data.events_since));
      } catch (error) {
        if (!(error instanceof HistoryError)) throw error;
        return c.json({ error: `History ${index}: ${error.message}`, played: index }, 400);
      }
      await breathe();
    }
    return c.json({ results });
  });
  return app;
}
