import type { Pause } from "./allowance";
import type { LeadRow, MeterKey } from "./store";

export type State = {
  waiting: number;
  processed: number;
  unreadable: number;
  leads: number;
  setAside: number;
  unreported: Record<MeterKey, number>;
  pause: Pause | null;
  /** Why counts can't be reported; null if they can. */
  trouble: string | null;
};

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Everything in a lead was written by a stranger. */
const escaped = (text: string | number): string => String(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: color-mix(in srgb, CanvasText 15%, Canvas); }
  body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; }
  h1 { font-size: 1.4rem; letter-spacing: -0.02em; margin: 0 0 1rem; }
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1px; border: 1px solid var(--line); border-radius: 8px;
    background: var(--line); overflow: hidden; margin: 0 0 1.5rem; }
  dl > div { background: Canvas; padding: 0.75rem 1rem; } dt { opacity: 0.7; font-size: 0.85rem; }
  dd { margin: 0; font-size: 1.4rem; font-weight: 600; font-variant-numeric: tabular-nums; }
  .notice { border: 1px solid #b45309; border-radius: 8px; padding: 0.75rem 1rem; margin: 0 0 1.5rem; }
  article { border-top: 1px solid var(--line); padding: 1rem 0; overflow-wrap: anywhere; }
  article h2 { font-size: 1rem; margin: 0; } article p { margin: 0.15rem 0; opacity: 0.8; }
  pre { white-space: pre-wrap; border-left: 3px solid var(--line); margin: 0.6rem 0 0; padding-left: 0.8rem; font: inherit; }
  .tag { border: 1px solid var(--line); border-radius: 99px; padding: 0 0.6em; font-size: 0.8rem; font-weight: 400; }
`;

/** The program's page: what it did, why it has paused, and the newest leads. */
export function page(state: State, leads: readonly LeadRow[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Leadflow</title><style>${style}</style></head><body><main><h1>Leadflow</h1>
${notice(state)}
<dl>${figures(state)
    .map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`)
    .join("")}</dl>
${leads.length === 0 ? "<p>No leads yet. They appear here as messages arrive.</p>" : leads.map(article).join("")}
${leads.length === 0 ? "" : '<p><a href="/leads.csv">Download all leads (CSV)</a></p>'}
</main></body></html>`;
}

const figures = ({ processed, leads, waiting, unreadable, unreported }: State): [string, number][] => [
  ["Emails processed", processed],
  ["Leads", leads],
  ["Waiting", waiting],
  ["Unreadable", unreadable],
  ["Counts to report", Object.values(unreported).reduce((sum, count) => sum + count, 0)],
];

function notice({ pause, trouble }: State): string {
  if (pause) {
    const url = pause.upgradeUrl && /^https?:\/\//.test(pause.upgradeUrl) ? pause.upgradeUrl : null;
    const link = url ? ` <a href="${escaped(url)}">View plans</a>` : "";
    return `<p class="notice" role="status"><strong>Paused.</strong> ${escaped(pause.message)} Messages are kept and processed once it resumes.${link}</p>`;
  }
  return trouble ? `<p class="notice" role="status">Counts are waiting to be reported: ${escaped(trouble)}</p>` : "";
}

function article({ name, email, company, phone, intent, subject, messages, draft }: LeadRow): string {
  const facts = [company, email, phone, messages > 1 ? `${messages} messages` : null].flatMap((fact) => fact ?? []);
  return `<article><h2>${escaped(name ?? email)} <span class="tag">${escaped(intent)}</span></h2>
<p>${facts.map(escaped).join(" · ")}</p><p>${escaped(subject)}</p>${draft ? `<pre>${escaped(draft)}</pre>` : ""}</article>`;
}

/** A spreadsheet runs a cell that begins like a formula. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

export function csv(leads: readonly LeadRow[]): string {
  const rows = leads.map(({ email, name, company, phone, intent, subject, messages, firstAt, lastAt }) => [
    email,
    name,
    company,
    phone,
    intent,
    subject,
    messages,
    firstAt,
    lastAt,
  ]);
  const head = ["email", "name", "company", "phone", "intent", "subject", "messages", "first_at", "last_at"];
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
