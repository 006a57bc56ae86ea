import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "../store/tables";
import type { World } from "../world";
import { signatureHeader } from "./signature";

const maxInFlight = 8;

/** Sends due webhook deliveries, a few at a time and in order. Failed ones wait for their retry. One per server. */
export class Dispatcher {
  private ready: string[] = [];
  private readonly inFlight = new Map<string, Promise<void>>();
  /** Deliveries that a fault wants to be sent twice. */
  private readonly sendTwice = new Set<string>();
  /** Neither delivered nor permanently failed. */
  private readonly undelivered = new Set<string>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly stop = new AbortController();

  constructor(private readonly world: World) {
    world.store.onCommit((changes) => {
      for (const [table, id] of changes) if (table === "delivery") this.onDeliveryChanged(id);
    });
  }

  start(): void {
    for (const delivery of this.world.store.all("delivery")) this.onDeliveryChanged(delivery.id);
  }

  async close(): Promise<void> {
    this.stop.abort();
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled(this.inFlight.values());
  }

  /** Resolves when nothing is due or in flight. Failed deliveries wait for their retry. */
  async settled(): Promise<void> {
    await sleep(1);
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight.values());
  }

  /** The number of deliveries that are pending, in flight, or waiting for a retry. */
  outstanding(): number {
    return this.undelivered.size;
  }

  resend(delivery: Delivery): void {
    this.world.store.transaction(() => this.world.store.put("delivery", { ...delivery, nextAt: 0, delivered: false }));
  }

  private onDeliveryChanged(id: string): void {
    const delivery = this.world.store.get("delivery", id);
    const at = delivery?.nextAt ?? null;
    if (at === null) this.undelivered.delete(id);
    else this.undelivered.add(id);
    if (!delivery || at === null || this.stop.signal.aborted) return;
    if (delivery.attempts.length > 0 || at > 0) this.sendAt(id, at);
    else this.firstAttempt(delivery);
  }

  /** Faults apply to the first attempt only, never to a retry. */
  private firstAttempt(delivery: Delivery): void {
    const { store, faults } = this.world;
    const fault = faults.forWebhook(store.get("event", delivery.event)?.type ?? "");
    switch (fault?.kind) {
      case "webhook_drop":
        this.drop(delivery);
        break;
      case "webhook_delay":
        this.sendAt(delivery.id, Date.now() + fault.ms);
        break;
      case "webhook_shuffle":
        this.sendAt(delivery.id, Date.now() + fault.ms * faults.pseudoRandom(delivery.id));
        break;
      case "webhook_duplicate":
        this.sendTwice.add(delivery.id);
        this.sendAt(delivery.id, 0);
        break;
      default:
        fault satisfies null;
        this.sendAt(delivery.id, 0);
    }
  }

  /** In a microtask, because commit listeners must not be called from within a commit. */
  private drop(delivery: Delivery): void {
    const { store } = this.world;
    const note = "Dropped by a fault";
    queueMicrotask(() =>
      store.transaction(() =>
        store.put("delivery", { ...delivery, nextAt: null, attempts: [{ at: Date.now(), status: null, note }] }),
      ),
    );
  }

  private sendAt(id: string, at: number): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.ready.push(id);
        this.sendReady();
      },
      Math.max(0, at - Date.now()),
    );
    this.timers.add(timer);
    timer.unref();
  }

  private sendReady(): void {
    while (this.inFlight.size < maxInFlight && this.ready.length > 0) {
      const batch = this.ready.splice(0, maxInFlight - this.inFlight.size);
      for (const id of batch) this.send(id);
    }
  }

  private send(id: string): void {
    const delivery = this.world.store.get("delivery", id);
    if (!delivery || delivery.nextAt === null || this.inFlight.has(id) || this.stop.signal.aborted) return;
    const done = this.attemptAll(delivery)
      .then((result) => this.record(id, result))
      .finally(() => {
        this.inFlight.delete(id);
        this.sendReady();
      });
    this.inFlight.set(id, done);
  }

  private async attemptAll(delivery: Delivery): Promise<{ status: number | null; note: string }> {
    if (this.sendTwice.delete(delivery.id)) await this.attempt(delivery);
    return this.attempt(delivery);
  }

  private async attempt(delivery: Delivery): Promise<{ status: number | null; note: string }> {
    const { store, settings } = this.world;
    const event = store.get("event", delivery.event);
    const endpoint = store.get("webhook_endpoint", delivery.endpoint);
    const secret = settings.webhookSecret ?? store.get("endpoint_secret", delivery.endpoint)?.secret;
    if (!event || !endpoint || !secret) return { status: 410, note: "The endpoint was deleted" };
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
    const failedForGood = wait === undefined || result.status === 410;
    store.transaction(() => {
      store.put("delivery", {
        ...delivery,
        delivered,
        attempts: [...delivery.attempts, { at: Date.now(), ...result }],
        nextAt: delivered || failedForGood ? null : Date.now() + wait * 1000,
      });
      const event = store.get("event", delivery.event);
      if (delivered && event)
        store.put("event", { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
    });
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
