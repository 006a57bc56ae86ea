import "server-only";
import { type Actor, withPlatform } from "@/lib/context";
import { logger } from "@/lib/logger";
import { lockEnd, platformChain, recordAudit, writeHead } from "../record-audit";
import { sealHead } from "./chain";
import { type AuditCheck, checkAudit } from "./check-audit";
import { auditKeys } from "./keys";

/** Chains sealed per transaction: each holds a lock, and PostgreSQL has limited room for locks. */
const sealedTogether = 200;

/**
 * Checks the whole audit log and records the result in the platform's chain. Seals the chains from before the key, which the
 * first run after an upgrade finds; from then on a row without a key is a break.
 */
export async function verifyAudit({ actor, now }: { actor: Actor; now: Date }): Promise<AuditCheck> {
  const check = await withPlatform({ actor, now }, checkAudit);
  for (let from = 0; from < check.unsealed.length; from += sealedTogether) {
    await seal(actor, check.unsealed.slice(from, from + sealedTogether));
  }
  const { chains, rows, organizations, broken, through, chainsDeleted } = check;
  // The process's log is kept outside the database, out of reach of anyone who can only write to the database.
  logger.info({ chains, rows, broken, chainsDeleted }, "audit log verified");
  await withPlatform({ actor, now }, (ctx) =>
    recordAudit(ctx, {
      organizationId: platformChain,
      action: "audit.verified",
      details: { chains, rows, broken, chainsDeleted, organizations, through },
    }),
  );
  return check;
}

/** The current end: rows appended in the meantime have the key. */
async function seal(actor: Actor, chains: AuditCheck["unsealed"]): Promise<void> {
  const [key] = auditKeys();
  await withPlatform({ actor }, async (ctx) => {
    for (const { organizationId, unkeyedUntil } of chains) {
      const { before, ...kept } = await lockEnd(ctx, organizationId);
      const { seq, hash } = before;
      await writeHead(ctx, sealHead({ ...kept, organizationId, seq, hash, unkeyedUntil }, key));
    }
  });
}
