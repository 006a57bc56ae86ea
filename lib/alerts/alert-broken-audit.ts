import "server-only";
import { type AuditCheck, describeProblem, type FoundBreak } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { formatCount } from "@/lib/numbers";
import { openAlertsOfKind } from "./queries";
import { raiseAlert } from "./raise-alert";
import { resolveAlert } from "./resolve-alert";

const kind = "audit_broken";
/** More than these have one cause: the first ones and the number say enough. */
const named = 5;
const deletedKey = "chains_deleted";

/** Raises alerts for what the verification of the audit log found, and closes those of breaks that are acknowledged. */
export async function alertBrokenAudit(ctx: Context, check: AuditCheck): Promise<void> {
  const { breaks, broken, chainsDeleted } = check;
  const found = breaks.slice(0, named);
  await closeOthers(ctx, [...found.map(keyOf), ...(chainsDeleted > 0 ? [deletedKey] : [])]);
  for (const each of found) {
    const more = broken > 1 ? ` ${formatCount(broken, "chain")} of the log are broken in total.` : "";
    await raiseAlert(ctx, {
      kind,
      dedupeKey: keyOf(each),
      title: `The audit log is broken at row ${each.seq}`,
      text: `Organization ${each.organizationId}, row ${each.seq}: ${describeProblem(each.problem)}.${more} Someone with access to the database may have changed it. Back up the database now, and compare it with an older backup.`,
      path: `/admin/audit-log?organization=${each.organizationId}`,
    });
  }
  if (chainsDeleted === 0) return;
  await raiseAlert(ctx, {
    kind,
    dedupeKey: deletedKey,
    title: `The audit log of ${formatCount(chainsDeleted, "organization")} is gone`,
    text: "It had rows at the last verification. Someone with access to the database may have deleted them. Back up the database now, and compare it with an older backup.",
    path: "/admin/audit-log",
  });
}

const keyOf = ({ organizationId, seq, problem }: FoundBreak): string => `${organizationId}:${seq}:${problem}`;

async function closeOthers(ctx: Context, lasting: readonly string[]): Promise<void> {
  const open = await openAlertsOfKind(ctx, kind);
  for (const alert of open.filter(({ dedupeKey }) => !lasting.includes(dedupeKey))) await resolveAlert(ctx, alert);
}
