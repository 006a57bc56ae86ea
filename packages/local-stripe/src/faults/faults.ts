import { createHash } from "node:crypto";
import type { Decline } from "../engine/cards";
import type { Fault, FaultInput } from "./fault";

type Kind = Fault["kind"];
type Of<K extends Kind> = Extract<Fault, { kind: K }>;

export const requestKinds = ["rate_limit", "lock_timeout", "conflict", "server_error", "timeout", "slow"] as const;
export const webhookKinds = ["webhook_delay", "webhook_shuffle", "webhook_duplicate", "webhook_drop"] as const;

/** The injected faults. They last as long as the process; which requests a rate hits depends on the seed. */
export class Faults {
  private readonly list: Fault[] = [];
  private nextId = 0;

  constructor(private readonly seed: string) {}

  add(input: FaultInput): Fault {
    this.nextId += 1;
    const fault = { ...input, id: `fault_${this.nextId}`, seen: 0, hits: 0 };
    this.list.push(fault);
    return fault;
  }

  all(): readonly Fault[] {
    return this.list;
  }

  clear(): void {
    this.list.length = 0;
  }

  forRequest(method: string, path: string): Of<(typeof requestKinds)[number]> | null {
    return this.hit(
      requestKinds,
      (fault) => (fault.method ?? method) === method && matchesPattern(fault.path ?? "*", path),
    );
  }

  forWebhook(type: string): Of<(typeof webhookKinds)[number]> | null {
    return this.hit(webhookKinds, (fault) => matchesPattern(fault.event ?? "*", type));
  }

  /** The decline for the next charge, if one is injected. */
  forCharge(customer: string | null): Decline | null {
    const fault = this.hit(["decline"], (candidate) => (candidate.customer ?? customer) === customer);
    if (!fault) return null;
    return { code: "card_declined", decline_code: fault.decline_code, message: "Your card was declined." };
  }

  /** A number from 0 to 1 determined by the seed and the given text. */
  pseudoRandom(text: string): number {
    return createHash("sha256").update(`${this.seed}:${text}`).digest().readUInt32BE() / 2 ** 32;
  }

  /** The first matching fault that applies. A fault that was hit `next` times no longer applies. */
  private hit<K extends Kind>(kinds: readonly K[], matches: (fault: Of<K>) => boolean): Of<K> | null {
    const kind = (fault: Fault): fault is Of<K> => (kinds as readonly Kind[]).includes(fault.kind);
    for (const fault of this.list) {
      if (!kind(fault) || !matches(fault) || this.isUsedUp(fault)) continue;
      fault.seen += 1;
      if (fault.rate !== undefined && this.pseudoRandom(`${fault.id}:${fault.seen}`) >= fault.rate) continue;
      fault.hits += 1;
      return fault;
    }
    return null;
  }

  private isUsedUp(fault: Fault): boolean {
    return fault.rate === undefined && fault.hits >= (fault.next ?? 1);
  }
}

function matchesPattern(pattern: string, text: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(text);
}
