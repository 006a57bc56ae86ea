import type { MovementKind } from "@/lib/metrics";
import type { Money } from "@/lib/money";

/** Something that happened to an organization. */
export type TimelineEntry = { at: Date; key: string } & (
  | { kind: "act"; action: string; actor: string; subject: string | null; details: Readonly<Record<string, unknown>> }
  | { kind: "movement"; movement: MovementKind; amount: Money; planBefore: string | null; planAfter: string | null }
  | { kind: "email"; template: string; to: readonly string[]; state: EmailState }
  | { kind: "note"; author: string; text: string }
);

export type EmailState = "sent" | "waiting" | "failing";

type Sources = {
  audit: readonly {
    seq: number;
    occurredAt: Date;
    action: string;
    actorKind: string;
    actorName: string | null;
    actorEmail: string | null;
    impersonatorEmail: string | null;
    subject: string | null;
    details: Record<string, unknown>;
  }[];
  movements: readonly {
    id: string;
    occurredAt: Date;
    kind: MovementKind;
    amount: number;
    currency: string;
    planBefore: string | null;
    planAfter: string | null;
  }[];
  emails: readonly { id: string; createdAt: Date; template: string; to: string; state: EmailState }[];
  notes: readonly { id: string; createdAt: Date; author: string; text: string }[];
};

/** What members, admins, Stripe and the jobs did, what it did to revenue, and what was written about it. Newest first. */
export function timelineOf({ audit, movements, emails, notes }: Sources, limit: number): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...audit.map((row) => ({
      at: row.occurredAt,
      key: `act ${row.seq}`,
      kind: "act" as const,
      action: row.action,
      actor: actorOf(row),
      subject: row.subject,
      details: row.details,
    })),
    ...movements.map(({ id, occurredAt, kind, amount, currency, planBefore, planAfter }) => ({
      at: occurredAt,
      key: `movement ${id}`,
      kind: "movement" as const,
      movement: kind,
      amount: { amount, currency },
      planBefore,
      planAfter,
    })),
    ...together(emails).map(({ id, createdAt, template, to, state }) => ({
      at: createdAt,
      key: `email ${id}`,
      kind: "email" as const,
      template,
      to,
      state,
    })),
    ...notes.map(({ id, createdAt, author, text }) => ({
      at: createdAt,
      key: `note ${id}`,
      kind: "note" as const,
      author,
      text,
    })),
  ];
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.key.localeCompare(a.key)).slice(0, limit);
}

/** The same email to several people at once is one entry. */
function together(emails: Sources["emails"]): (Omit<Sources["emails"][number], "to"> & { to: string[] })[] {
  const groups = new Map<string, Omit<Sources["emails"][number], "to"> & { to: string[] }>();
  for (const email of emails) {
    const key = `${email.template} ${email.createdAt.toISOString()} ${email.state}`;
    const group = groups.get(key);
    if (group) group.to.push(email.to);
    else groups.set(key, { ...email, to: [email.to] });
  }
  return [...groups.values()];
}

const systems: Readonly<Record<string, string>> = { platform_key: "A platform key", api_key: "An API key" };

/** "Ada Lovelace", "ada@acme.com as joe@acme.com", "A platform key"; empty for what happens by itself. */
function actorOf({ actorKind, actorName, actorEmail, impersonatorEmail }: Sources["audit"][number]): string {
  const actor = actorName ?? actorEmail;
  if (impersonatorEmail) return `${impersonatorEmail} as ${actor ?? "a member"}`;
  if (actorKind === "user") return actor ?? "A former user";
  return systems[actorKind] ?? "";
}
