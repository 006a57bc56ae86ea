import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import sqlite from "node-sqlite3-wasm";
import type { Lead } from "./lead";
import type { Mail } from "./mail";

export const meters = ["emails_processed", "ai_responses", "leads_created"] as const;
export type MeterKey = (typeof meters)[number];

/** A count that Gatehouse hasn't confirmed. Its key is the same however often it is sent. */
export type WaitingEvent = { key: string; meter: MeterKey; occurredAt: string };
export type LeadRow = Lead & { id: number; firstAt: string; lastAt: string; messages: number; draft: string | null };
export type OpenReservation = { key: string; reservationId: string | null; drafted: number };

type Row = Record<string, unknown>;
type Value = string | number | null | Uint8Array;

/**
 * Everything that must survive a kill: which messages are waiting and which were processed, leads, and counts that wait to be
 * reported. A message's lead and its counts are written in one transaction, so neither exists without the other.
 */
export class Store {
  private readonly db: InstanceType<typeof sqlite.Database>;
  private readonly ownerFile: string;

  /** @throws Error when another running program has the file. */
  constructor(file: string) {
    this.ownerFile = `${file}.owner`;
    takeOver(file, this.ownerFile);
    this.db = new sqlite.Database(file);
    this.db.exec("pragma synchronous = full");
    this.db.exec(schema);
  }

  /** Keeps a message until it's processed. @returns false if it's known already. */
  receive(identity: string, raw: Uint8Array, receivedAt: string): boolean {
    const { changes } = this.db.run(
      "insert into messages (identity, raw, state, received_at) values (?, ?, 'waiting', ?) on conflict do nothing",
      [identity, raw, receivedAt],
    );
    return changes > 0;
  }

  nextWaiting(): { identity: string; raw: Uint8Array } | undefined {
    const row = this.get("select identity, raw from messages where state = 'waiting' order by rowid limit 1");
    return row && { identity: String(row.identity), raw: row.raw as Uint8Array };
  }

  leadOf(email: string): LeadRow | undefined {
    const row = this.get("select * from leads where email = ?", [email]);
    return row && leadRow(row);
  }

  /** Writes what became of a message: the lead, the counts, and that it's processed. All of it, or nothing. */
  finish(identity: string, outcome: Outcome): void {
    this.transaction(() => {
      const { mail, lead, draft, at } = outcome;
      if (lead) this.writeLead(lead, draft ?? null, at);
      for (const meter of outcome.counts)
        this.db.run("insert into outbox (key, meter, occurred_at) values (?, ?, ?) on conflict do nothing", [
          `${meter}/${identity}`,
          meter,
          at,
        ]);
      if (outcome.reservationKey)
        this.db.run("update reservations set drafted = 1 where key = ?", [outcome.reservationKey]);
      this.db.run("update messages set state = ?, note = ?, sender = ?, subject = ?, raw = null where identity = ?", [
        outcome.state,
        outcome.note ?? null,
        mail?.from ?? null,
        mail?.subject ?? null,
        identity,
      ]);
    });
  }

  private writeLead(lead: Lead, draft: string | null, at: string): void {
    this.db.run(
      `insert into leads (email, name, company, phone, intent, subject, draft, first_at, last_at, messages)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       on conflict (email) do update set last_at = excluded.last_at, messages = messages + 1, subject = excluded.subject,
         intent = excluded.intent, name = coalesce(name, excluded.name), company = coalesce(company, excluded.company),
         phone = coalesce(phone, excluded.phone), draft = coalesce(excluded.draft, draft)`,
      [lead.email, lead.name, lead.company, lead.phone, lead.intent, lead.subject, draft, at, at],
    );
  }

  waitingEvents(limit: number): WaitingEvent[] {
    return this.all("select key, meter, occurred_at from outbox where failed is null order by rowid limit ?", [
      limit,
    ]).map((row) => ({ key: String(row.key), meter: row.meter as MeterKey, occurredAt: String(row.occurred_at) }));
  }

  /** How many counts of each meter Gatehouse doesn't know of yet. */
  unreported(): Record<MeterKey, number> {
    const rows = this.all("select meter, count(*) as count from outbox where failed is null group by meter");
    const of = (meter: MeterKey) => Number(rows.find((row) => row.meter === meter)?.count ?? 0);
    return {
      emails_processed: of("emails_processed"),
      ai_responses: of("ai_responses"),
      leads_created: of("leads_created"),
    };
  }

  confirm(keys: readonly string[]): void {
    this.transaction(() => {
      for (const key of keys) this.db.run("delete from outbox where key = ?", [key]);
    });
  }

  /** Sets a count aside that Gatehouse will never accept, with the reason. It's shown, and never dropped. */
  setAside(key: string, reason: string): void {
    this.db.run("update outbox set failed = ? where key = ?", [reason, key]);
  }

  intendReservation(key: string): void {
    this.db.run("insert into reservations (key) values (?) on conflict do nothing", [key]);
  }

  nameReservation(key: string, reservationId: string): void {
    this.db.run("update reservations set reservation_id = ? where key = ?", [reservationId, key]);
  }

  /** Those to settle: not the one whose message is being processed, or will be after a kill. */
  openReservations(): OpenReservation[] {
    return this.all(
      `select key, reservation_id, drafted from reservations
       where drafted = 1 or key not in (select 'draft/' || identity from messages where state = 'waiting') order by rowid`,
    ).map((row) => ({
      key: String(row.key),
      reservationId: row.reservation_id === null ? null : String(row.reservation_id),
      drafted: Number(row.drafted),
    }));
  }

  /** Forgets a reservation that is settled. `countBy`: it had expired, so its draft is counted like any other. */
  settle(key: string, countBy?: { at: string }): void {
    this.transaction(() => {
      if (countBy)
        this.db.run(
          "insert into outbox (key, meter, occurred_at) values (?, 'ai_responses', ?) on conflict do nothing",
          [key, countBy.at],
        );
      this.db.run("delete from reservations where key = ?", [key]);
    });
  }

  /** Up to where a mailbox was read. Numbers of another validity mean nothing. */
  cursor(mailbox: string, validity: string): number {
    const row = this.get("select uid from cursors where mailbox = ? and validity = ?", [mailbox, validity]);
    return Number(row?.uid ?? 0);
  }

  moveCursor(mailbox: string, validity: string, uid: number): void {
    this.db.run(
      `insert into cursors (mailbox, validity, uid) values (?, ?, ?)
       on conflict (mailbox) do update set validity = excluded.validity, uid = excluded.uid`,
      [mailbox, validity, uid],
    );
  }

  counts() {
    const rows = this.all("select state, count(*) as count from messages group by state");
    const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
    const leads = Number(this.get("select count(*) as count from leads")?.count ?? 0);
    const setAside = Number(this.get("select count(*) as count from outbox where failed is not null")?.count ?? 0);
    return { waiting: of("waiting"), processed: of("done"), unreadable: of("unreadable"), leads, setAside };
  }

  leads(limit = 100_000): LeadRow[] {
    return this.all("select * from leads order by last_at desc, id desc limit ?", [limit]).map(leadRow);
  }

  close(): void {
    this.db.close();
    rmSync(this.ownerFile, { force: true });
  }

  private transaction(work: () => void): void {
    this.db.exec("begin immediate");
    try {
      work();
      this.db.exec("commit");
    } catch (error) {
      this.db.exec("rollback");
      throw error;
    }
  }

  private get(text: string, values: Value[] = []): Row | undefined {
    return (this.db.get(text, values) as Row | null) ?? undefined;
  }

  private all(text: string, values: Value[] = []): Row[] {
    return this.db.all(text, values) as Row[];
  }
}

export type Outcome = {
  state: "done" | "unreadable";
  note?: string;
  mail?: Mail;
  lead?: Lead;
  draft?: string | null;
  counts: readonly MeterKey[];
  /** The reservation that the draft used up, in place of a count. */
  reservationKey?: string | undefined;
  at: string;
};

const schema = `
  create table if not exists messages (
    identity text primary key, raw blob, state text not null, received_at text not null, note text, sender text, subject text
  );
  create index if not exists messages_waiting on messages (state);
  create table if not exists leads (
    id integer primary key, email text not null unique, name text, company text, phone text, intent text not null,
    subject text not null, draft text, first_at text not null, last_at text not null, messages integer not null
  );
  create table if not exists outbox (key text primary key, meter text not null, occurred_at text not null, failed text);
  create table if not exists reservations (key text primary key, reservation_id text, drafted integer not null default 0);
  create table if not exists cursors (mailbox text primary key, validity text not null, uid integer not null);
`;

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

const leadRow = (row: Row): LeadRow => ({
  id: Number(row.id),
  email: String(row.email),
  name: text(row.name),
  company: text(row.company),
  phone: text(row.phone),
  intent: row.intent as Lead["intent"],
  subject: String(row.subject),
  draft: text(row.draft),
  firstAt: String(row.first_at),
  lastAt: String(row.last_at),
  messages: Number(row.messages),
});

/**
 * The library's lock is a folder, which a killed program leaves behind. It's removed if the program that made it is gone, and
 * left alone if that still runs, because two writers would ruin the file.
 */
function takeOver(file: string, ownerFile: string): void {
  const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, "utf8")) : undefined;
  if (owner !== undefined && owner !== process.pid && isRunning(owner))
    throw new Error(`Another program, process ${owner}, uses ${file}. Stop it first.`);
  rmSync(`${file}.lock`, { recursive: true, force: true });
  writeFileSync(ownerFile, String(process.pid));
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
