import { type Allowance, type Pause, pauseOf } from "./allowance";
import { Away, type Gatehouse, Refused } from "./gatehouse";
import { type Lead, leadOf } from "./lead";
import { type Mail, readMail } from "./mail";
import { type AiSettings, fromEndpoint, fromTemplate, type Templates } from "./replies";
import type { MeterKey, Store } from "./store";

/** A reservation outlives the slowest draft. */
const reservedSeconds = 600;

type Parts = {
  store: Store;
  allowance: Allowance;
  gatehouse: Pick<Gatehouse, "reserve">;
  templates: Templates;
  /** Null: drafts come from templates. */
  ai: AiSettings | null;
  log: (message: string) => void;
  now?: () => Date;
};

/** Turns waiting messages into leads, one after the other, as long as the plan has room. */
export class Worker {
  pause: Pause | null = null;

  constructor(private readonly parts: Parts) {}

  /** Processes messages until none waits or it has to pause. @returns how many it processed. */
  async work(mayGoOn: () => boolean = () => true): Promise<number> {
    let processed = 0;
    while (mayGoOn()) {
      const next = this.parts.store.nextWaiting();
      if (!next) break;
      const pause = await this.process(next.identity, next.raw);
      if (pause) {
        this.say(pause);
        return processed;
      }
      processed += 1;
    }
    this.say(null);
    return processed;
  }

  private say(pause: Pause | null): void {
    if (pause && pause.message !== this.pause?.message) this.parts.log(`Paused: ${pause.message}`);
    if (!pause && this.pause) this.parts.log("Going on.");
    this.pause = pause;
  }

  private async process(identity: string, raw: Uint8Array): Promise<Pause | null> {
    const { store, allowance } = this.parts;
    const at = (this.parts.now?.() ?? new Date()).toISOString();
    const mail = await readMail(raw).catch((error: Error) => error);
    if (mail instanceof Error) {
      store.finish(identity, { state: "unreadable", note: mail.message, counts: [], at });
      return null;
    }
    const lead = mail.automatic === null ? leadOf(mail) : null;
    const isNew = lead !== null && store.leadOf(lead.email) === undefined;
    const needs: MeterKey[] = ["emails_processed", ...(isNew ? (["leads_created", "ai_responses"] as const) : [])];
    const pause = await allowance.ask(needs);
    if (pause) return pause;
    if (!lead || !isNew) {
      store.finish(identity, {
        state: "done",
        note: mail.automatic ?? "known",
        mail,
        ...(lead ? { lead } : {}),
        counts: ["emails_processed"],
        at,
      });
      allowance.spend("emails_processed");
      return null;
    }
    return this.draftAndFinish(identity, mail, lead, at);
  }

  private async draftAndFinish(identity: string, mail: Mail, lead: Lead, at: string): Promise<Pause | null> {
    const { store, allowance, ai } = this.parts;
    const reserved = ai ? await this.reserve(identity) : null;
    if (reserved && "reason" in reserved) return reserved;
    const draft = ai && reserved ? await this.draftByEndpoint(ai, lead, mail) : this.template(lead);
    const reservationKey = reserved?.key;
    const counts: MeterKey[] = [
      "emails_processed",
      "leads_created",
      ...(reservationKey ? [] : (["ai_responses"] as const)),
    ];
    store.finish(identity, { state: "done", mail, lead, draft, counts, reservationKey, at });
    for (const meter of ["emails_processed", "leads_created", "ai_responses"] as const) allowance.spend(meter);
    return null;
  }

  /** A draft by an endpoint takes long, so its place is held first. @returns null while Gatehouse is away: a template has to do. */
  private async reserve(identity: string): Promise<{ key: string } | Pause | null> {
    const { store, gatehouse } = this.parts;
    const key = `draft/${identity}`;
    store.intendReservation(key);
    try {
      store.nameReservation(key, await gatehouse.reserve("ai_responses", key, reservedSeconds));
      return { key };
    } catch (error) {
      if (error instanceof Away) return null;
      store.settle(key);
      if (error instanceof Refused) return pauseOf(error.problem);
      throw error;
    }
  }

  private async draftByEndpoint(ai: AiSettings, lead: Lead, mail: Mail): Promise<string> {
    try {
      return await fromEndpoint(ai, lead, mail);
    } catch (error) {
      this.parts.log(
        `The AI endpoint failed, so the template is used: ${error instanceof Error ? error.message : error}`,
      );
      return this.template(lead);
    }
  }

  private template(lead: Lead): string {
    return fromTemplate(this.parts.templates, lead);
  }
}
