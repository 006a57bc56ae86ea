import { Hono } from "hono";
import { settingsRoutes } from "../../account/routes";
import { clockRoutes } from "../../clock/routes";
import type { Ticker } from "../../clock/ticker";
import type { Dispatcher } from "../../events/dispatcher";
import { faultRoutes } from "../../faults/routes";
import { historyRoutes } from "../../history/routes";
import type { Api } from "../../wire/api";
import type { World } from "../../world";
import { readForm } from "../ui/form";
import { eventPage, eventsPage } from "./events";
import { objectPage } from "./objects";

/** What Stripe doesn't have: health check, time machine, account settings, past, faults and the delivery log. */
export function localRoutes(world: World, api: Api, ticker: Ticker, dispatcher: Dispatcher): Hono {
  const app = new Hono();
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.route("/", clockRoutes(world, ticker, dispatcher));
  app.route("/settings", settingsRoutes(world));
  app.route("/faults", faultRoutes(world));
  app.route("/history", historyRoutes(world, api));
  app.get("/events", (c) => {
    const { type = "", about = "", delivery = "", before = "" } = c.req.query();
    return c.html(eventsPage(world, { type: type.trim(), about: about.trim(), delivery, before }));
  });
  app.get("/events/:id", (c) => {
    const event = world.store.get("event", c.req.param("id"));
    return event ? c.html(eventPage(world, event)) : c.notFound();
  });
  app.get("/objects/:id", (c) => {
    const page = objectPage(world, c.req.param("id"));
    return page ? c.html(page) : c.notFound();
  });
  app.post("/events/:id/resend", async (c) => {
    const delivery = world.store.get("delivery", (await readForm(c)).delivery ?? "");
    if (delivery) dispatcher.resend(delivery);
    return c.redirect(`/_local/events/${c.req.param("id")}`, 303);
  });
  return app;
}
