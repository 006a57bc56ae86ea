import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import type { Dispatcher } from "../events/dispatcher";
import { timePage } from "../pages/local/time";
import { readForm } from "../pages/ui/form";
import type { World } from "../world";
import type { Progress, Ticker } from "./ticker";

/** An advance covers at most about a year, so that a typo can't move the data a century ahead. */
const maxSeconds = 400 * 86_400;
const seconds = z.number().int().min(0).max(maxSeconds);
const advance = z.strictObject({ seconds });
const ndjson = "application/x-ndjson";
const alreadyAdvancing = "The clock is already advancing. Wait until it is done: GET /_local/clock shows its progress.";

/** The time machine: `/clock` for programs, `/time` for people. */
export function clockRoutes(world: World, ticker: Ticker, dispatcher: Dispatcher): Hono {
  const app = new Hono();
  const state = () => clockState(world, dispatcher);
  app.get("/clock", (c) => c.json(state()));
  app.post("/clock/advance", async (c) => {
    const input = advance.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    if (ticker.advancing()) return c.json({ error: alreadyAdvancing }, 409);
    const go = (onProgress?: (progress: Progress) => void) => ticker.advanceInSteps(input.data.seconds, onProgress);
    if (c.req.header("accept")?.includes(ndjson)) return streamProgress(c, go, state);
    const { done } = await go();
    return c.json({ ...state(), done });
  });
  app.get("/time", (c) => c.html(timePage(world)));
  app.post("/time", async (c) => {
    const input = seconds.safeParse(Number((await readForm(c)).seconds));
    if (input.success && !ticker.advancing()) await ticker.advanceInSteps(input.data);
    return c.redirect("/_local/time", 303);
  });
  return app;
}

/** Streams progress as lines of JSON. The last line is what the plain response would have been. */
function streamProgress(
  c: Context,
  go: (onProgress: (progress: Progress) => void) => Promise<Progress>,
  state: () => object,
): Response {
  c.header("Content-Type", ndjson);
  return stream(c, async (out) => {
    let lastSent = 0;
    const { done } = await go((progress) => {
      if (performance.now() - lastSent < 100) return;
      lastSent = performance.now();
      void out.writeln(JSON.stringify(progress));
    });
    await out.writeln(JSON.stringify({ ...state(), done, share: 1 }));
  });
}

function clockState(world: World, dispatcher: Dispatcher): object {
  const { clock, tasks } = world;
  const destination = clock.advanceTarget();
  return {
    now: clock.now(),
    shift: clock.shift(),
    /** When the next task is due, or null. */
    next: tasks.peek()?.at ?? null,
    /** Webhook deliveries that are pending or will be retried. */
    deliveries: dispatcher.outstanding(),
    /** The time an advance in progress will end at, or null. */
    destination: destination === null ? null : clock.wallSeconds() + destination,
  };
}
