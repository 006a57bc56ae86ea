import {
  ArrowDownRight,
  ArrowUpRight,
  CircleDot,
  CreditCard,
  KeyRound,
  Mail,
  NotebookPen,
  ShieldCheck,
  Users,
} from "lucide-react";
import { relativeTime } from "@/components/shell/relative-time";
import type { TimelineEntry } from "@/lib/admin";
import { describeAction } from "@/lib/audit/actions";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { formatChange, planChange } from "../../movement-labels";
import { planName } from "../../plan-name";
import { capitalized, emailName } from "./history-words";

type TimelineProps = { entries: readonly TimelineEntry[]; now: Date };

/** How many show at once; the rest unfolds. */
const first = 12;

/** What happened, newest first. */
export function Timeline({ entries, now }: TimelineProps) {
  if (entries.length === 0) return <p className="text-muted-foreground text-sm">Nothing has happened yet.</p>;
  const rest = entries.slice(first);
  return (
    <>
      <Entries entries={entries.slice(0, first)} now={now} />
      {rest.length > 0 && (
        <details className="group mt-3">
          <summary className="cursor-pointer rounded-sm font-medium text-[0.8125rem] text-brand underline-offset-4 hover:underline group-open:hidden">
            Show {rest.length} more
          </summary>
          <Entries entries={rest} now={now} />
        </details>
      )}
    </>
  );
}

function Entries({ entries, now }: TimelineProps) {
  return (
    <ol className="grid gap-3.5">
      {entries.map((entry) => {
        const { icon: Icon, tone, text, note } = shown(entry);
        return (
          <li key={entry.key} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-2.5 text-sm">
            <span className={cn("mt-0.5 flex size-6 items-center justify-center rounded-full bg-muted", tone)}>
              <Icon className="size-3.5" aria-hidden />
            </span>
            <div className="grid min-w-0 gap-0.5">
              <span className="[overflow-wrap:anywhere]">{text}</span>
              <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
                <time dateTime={entry.at.toISOString()} title={formatDateTime(entry.at)}>
                  {relativeTime(entry.at, now)}
                </time>
                {note && ` · ${note}`}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type Shown = { icon: typeof Mail; tone?: string; text: string; note?: string | undefined };

function shown(entry: TimelineEntry): Shown {
  switch (entry.kind) {
    case "act":
      return { icon: iconOf(entry.action), ...described(entry) };
    case "movement": {
      const { amount, movement, planBefore, planAfter } = entry;
      const [icon, tone] =
        amount.amount < 0 ? [ArrowDownRight, "text-destructive-ink"] : [ArrowUpRight, "text-success-ink"];
      const named = (key: string | null) => (key === null ? null : planName(key));
      return {
        icon,
        tone,
        text: `MRR ${formatChange(amount)}`,
        note: `${movement}, ${planChange(named(planBefore), named(planAfter))}`,
      };
    }
    case "email":
      return {
        icon: Mail,
        text: emailName(entry.template),
        note: `${stateWords[entry.state]} to ${peopleOf(entry.to)}`,
      };
    case "note":
      return { icon: NotebookPen, text: entry.text, note: entry.author };
    default:
      return entry satisfies never;
  }
}

/** "dana@acme.example", or "dana@acme.example and 2 others". */
function peopleOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${formatCount(others.length, "other")}`;
}

const stateWords = { sent: "Email sent", waiting: "Email waiting", failing: "Email not delivered" } as const;

const icons: Readonly<Record<string, typeof Mail>> = {
  admin: ShieldCheck,
  billing: CreditCard,
  keys: KeyRound,
  team: Users,
};
const iconOf = (action: string) => icons[action.split(".")[0] ?? ""] ?? CircleDot;

/** "Ada Keller extended the trial". What happens by itself, or in the product, stands alone: "Trial ended", "Plant created". */
function described({ action, actor, details }: Extract<TimelineEntry, { kind: "act" }>): Pick<Shown, "text" | "note"> {
  const text = describeAction(action);
  const reason = reasonOf(details);
  if (text === undefined) return { text: capitalized(action.replaceAll(/[._]/g, " ")), note: actor || undefined };
  return { text: actor === "" || /^[A-Z]/.test(text) ? capitalized(text) : `${actor} ${text}`, note: reason };
}

const reasonOf = ({ reason }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof reason === "string" && reason !== "" ? reason.replaceAll("_", " ") : undefined;
