import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import type { Dispatcher } from "../events/dispatcher";
import { timePage } from "../pages/local/time";
import { readForm } from "../pages/ui/form";
import type { World } from "../world";
import type { Progress, Ticker } from "./ticker";

/** An advance covers at most about a year, so that a typo can't move the data a century ahead. */
const longest = 400 * 86_400;
const seconds = z.number().int().min(0).max(longest);
const advance = z.strictObject({ seconds });
const lines = "application/x-ndjson";
const underWay = "The clock is already advancing. Wait until it is done: GET /_local/clock shows its progress.";

/** The time machine: `/clock` for programs, `/time` for people. */
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

/** Streams progress as lines of JSON. The last line is what the plain response would have been. */
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
    /** When the next task is due, or null. */
    next: due.peek()?.at ?? null,
    /** Webhook deliveries that are pending or will be retried. */
    deliveries: dispatcher.outstanding(),
    /** The time an advance in progress will end at, or null. */
    destination: destination === null ? null : clock.wallSeconds() + destination,
  };
}
