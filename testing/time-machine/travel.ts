// They start their servers before anything reads the addresses.
import "@/testing/billing/local-stripe";
import "@/testing/email/own-mailbox";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll } from "vitest";
import { syncWebhook } from "@/lib/billing/publish/sync-webhook";
import { stripe } from "@/lib/billing/stripe/stripe";
import { shiftClock } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { bossSchema } from "@/lib/jobs/boss";
import type { Journey } from "@/lib/time-machine/journey";
import { startJourney } from "@/lib/time-machine/start-journey";
import { readTime } from "@/lib/time-machine/time-row";
import { travel } from "@/lib/time-machine/travel";
import { deliver } from "@/testing/billing/stories";
import { handlers } from "@/worker/handlers";

const system = { kind: "system", id: "worker" } as const;
let server: Server | undefined;

/** Forwards the local Stripe's events to the webhook route, signed with the secret of the tests. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await deliver(Buffer.concat(chunks).toString());
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await syncWebhook(stripe(), `http://127.0.0.1:${port}/`);
});

afterAll(() => {
  shiftClock(0);
  server?.closeAllConnections();
  server?.close();
});

/** Moves time as the worker does, with its handlers. @returns the recorded journey. */
export async function travelBy(by: string): Promise<Journey> {
  await requestJourney(by);
  await travel(handlers);
  const { journey } = await withPlatform({ actor: system }, readTime);
  return found(journey ?? undefined, "journey");
}

export function requestJourney(by: string): Promise<Journey> {
  return withPlatform({ actor: system }, async (ctx) => {
    await ctx.tx.execute(sql`update ${sql.identifier(bossSchema)}.version set maintained_on = now()`);
    return startJourney(ctx, { by });
  });
}
