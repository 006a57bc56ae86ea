import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "../store/tables";
import type { World } from "../world";
import { signatureHeader } from "./signature";

const parallel = 8;

/** Sends what is due, a few at a time, and sleeps until the next try. One per server. */
export class Dispatcher {
  private readonly flying = new Map<string, Promise<void>>();
  private readonly waiting = new Set<string>();
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly world: World) {
    for (const delivery of world.store.all("delivery")) if (delivery.nextAt !== null) this.waiting.add(delivery.id);
    world.store.onCommit((changed) => {
      if (changed.has("delivery")) this.notice();
    });
  }

  start(): void {
    this.notice();
  }

  async close(): Promise<void> {
    this.stop.abort();
    if (this.timer) clearTimeout(this.timer);
    await Promise.allSettled(this.flying.values());
  }

  /** Resolves when nothing is due or under way any more; failures wait for their next try. */
  async settled(): Promise<void> {
    await sleep(0);
    while (this.flying.size > 0) await Promise.allSettled(this.flying.values());
  }

  resend(delivery: Delivery): void {
    this.world.store.transaction(() => this.world.store.put("delivery", { ...delivery, nextAt: 0, delivered: false }));
  }

  private lastSeen = 0;

  private notice(): void {
    if (this.stop.signal.aborted) return;
    const known = this.world.store.size("delivery");
    if (known !== this.lastSeen) this.collect(known);
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), 0);
  }

  private collect(known: number): void {
    this.lastSeen = known;
    for (const delivery of this.world.store.all("delivery")) {
      if (delivery.nextAt !== null) this.waiting.add(delivery.id);
    }
  }

  private pump(): void {
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    for (const id of this.waiting) {
      const delivery = this.world.store.get("delivery", id);
      if (!delivery || delivery.nextAt === null) {
        this.waiting.delete(id);
        continue;
      }
      if (this.flying.has(id)) continue;
      if (delivery.nextAt <= now && this.flying.size < parallel) this.send(delivery);
      else next = Math.min(next, Math.max(delivery.nextAt, now + 5));
    }
    if (this.timer) clearTimeout(this.timer);
    if (next < Number.POSITIVE_INFINITY && this.flying.size < parallel) {
      this.timer = setTimeout(() => this.pump(), Math.min(next - now, 60_000));
      this.timer.unref();
    }
  }

  private send(delivery: Delivery): void {
    const done = this.attempt(delivery)
      .then((result) => this.record(delivery.id, result))
      .finally(() => {
        this.flying.delete(delivery.id);
        if (!this.stop.signal.aborted) this.pump();
      });
    this.flying.set(delivery.id, done);
  }

  private async attempt(delivery: Delivery): Promise<{ status: number | null; note: string }> {
    const { store, settings } = this.world;
    const event = store.get("event", delivery.event);
    const endpoint = store.get("webhook_endpoint", delivery.endpoint);
    const secret = store.get("endpoint_secret", delivery.endpoint)?.secret;
    if (!event || !endpoint || !secret) return { status: 410, note: "The endpoint is gone" };
    const body = JSON.stringify(event, null, 2);
    try {
      const answer = await fetch(endpoint.url, {
        method: "POST",
        body,
        redirect: "manual",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Stripe-Signature": signatureHeader(body, secret, Math.floor(Date.now() / 1000)),
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(settings.webhooks.timeoutMs)]),
      });
      return { status: answer.status, note: (await answer.text()).slice(0, 2000) };
    } catch (error) {
      return { status: null, note: reason(error) };
    }
  }

  private record(id: string, result: { status: number | null; note: string }): void {
    const { store, settings } = this.world;
    const delivery = store.get("delivery", id);
    if (!delivery || this.stop.signal.aborted) return;
    const delivered = result.status !== null && result.status >= 200 && result.status < 300;
    const wait = settings.webhooks.retrySeconds[delivery.attempts.length];
    const givenUp = wait === undefined || result.status === 410;
    store.transaction(() => {
      store.put("delivery", {
        ...delivery,
        delivered,
        attempts: [...delivery.attempts, { at: Date.now(), ...result }],
        nextAt: delivered || givenUp ? null : Date.now() + wait * 1000,
      });
      const event = store.get("event", delivery.event);
      if (delivered && event) store.put("event", { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
    });
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
