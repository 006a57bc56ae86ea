import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import type { Dispatcher } from "../events/dispatcher";
import { timePage } from "../pages/local/time";
import { readForm } from "../pages/ui/form";
import type { World } from "../world";
import type { Progress, Ticker } from "./ticker";

/** Journeys are of more than a year at most, so that a slip of the finger does not take the state along for a century. */
const longest = 400 * 86_400;
const seconds = z.number().int().min(0).max(longest);
const advance = z.strictObject({ seconds });
const lines = "application/x-ndjson";
const underWay = "The clock is on a journey already: wait for its end, GET /_local/clock tells.";

/** The time machine: `clock` for programs, `time` for people. */
export function clockRoutes(world: World, ticker: Ticker, dispatcher: Dispatcher): Hono {
  const app = new Hono();
  const facts = () => clockFacts(world, dispatcher);
  app.get("/clock", (c) => c.json(facts()));
  app.post("/clock/advance", async (c) => {
    const input = advance.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    if (ticker.travelling()) return c.json({ error: underWay }, 409);
    const go = (onProgress?: (progress: Progress) => void) => ticker.travel(input.data.seconds, onProgress);
    if (c.req.header("accept")?.includes(lines)) return reported(c, go, facts);
    const { done } = await go();
    return c.json({ ...facts(), done });
  });
  app.get("/time", (c) => c.html(timePage(world)));
  app.post("/time", async (c) => {
    const input = seconds.safeParse(Number((await readForm(c)).seconds));
    if (input.success && !ticker.travelling()) await ticker.travel(input.data);
    return c.redirect("/_local/time", 303);
  });
  return app;
}

/** A line of JSON now and then on the way, and a last one with what the plain answer would have said. */
function reported(
  c: Context,
  go: (onProgress: (progress: Progress) => void) => Promise<Progress>,
  facts: () => object,
): Response {
  c.header("Content-Type", lines);
  return stream(c, async (out) => {
    let said = 0;
    const { done } = await go((progress) => {
      if (performance.now() - said < 100) return;
      said = performance.now();
      void out.writeln(JSON.stringify(progress));
    });
    await out.writeln(JSON.stringify({ ...facts(), done, share: 1 }));
  });
}

function clockFacts(world: World, dispatcher: Dispatcher): object {
  const { clock, due } = world;
  const destination = clock.destination();
  return {
    now: clock.now(),
    shift: clock.shift(),
    /** When the next due work comes, or null. */
    next: due.peek()?.at ?? null,
    /** Webhooks that were not delivered yet and will be tried. */
    deliveries: dispatcher.outstanding(),
    /** The time at the end of the journey that is under way, or null. */
    destination: destination === null ? null : clock.wallSeconds() + destination,
  };
}
