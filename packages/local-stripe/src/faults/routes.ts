import { Hono } from "hono";
import { z } from "zod";
import type { World } from "../world";
import { faultInput } from "./fault";

/** `/_local/faults`: inject, list and clear faults. */
export function faultRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/", (c) => c.json({ faults: world.faults.all() }));
  app.post("/", async (c) => {
    const input = faultInput.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    return c.json(world.faults.add(input.data), 201);
  });
  app.delete("/", (c) => {
    world.faults.clear();
    return c.json({ faults: [] });
  });
  return app;
}
