import "server-only";
import { and, asc, type Column, eq, isNotNull, notLike, or } from "drizzle-orm";
import { ssoConnections, totpFactors, webhookEndpoints } from "@/db/schema";
import type { Context } from "@/lib/context";
import { currentPrefix } from "./ring";
import { openSecret, sealSecret, secretRing } from "./secrets";

/** Rows that are locked at a time. */
const batchSize = 200;

/**
 * Encrypts stored secrets again that another key than the first one of ENCRYPTION_KEY has encrypted. Call it until it returns 0, each
 * time in a transaction of its own in the platform role; then no other key is needed. Safe while the application runs.
 *
 * @returns how many rows it changed.
 * @throws Error if a key is missing.
 */
export async function rotateSecrets(ctx: Context): Promise<number> {
  return (await rotateEndpoints(ctx)) + (await rotateFactors(ctx)) + (await rotateConnections(ctx));
}

async function rotateEndpoints({ tx }: Context): Promise<number> {
  const { id, secret, previousSecret } = webhookEndpoints;
  const rows = await tx
    .select({ id, secret, previousSecret })
    .from(webhookEndpoints)
    .where(or(isOld(secret), and(isNotNull(previousSecret), isOld(previousSecret))))
    .orderBy(asc(id))
    .limit(batchSize)
    .for("update");
  const again = (sealed: string, row: string) =>
    sealSecret(openSecret(sealed, "webhook_endpoints.secret", row), "webhook_endpoints.secret", row);
  for (const row of rows) {
    await tx
      .update(webhookEndpoints)
      .set({
        secret: again(row.secret, row.id),
        previousSecret: row.previousSecret && again(row.previousSecret, row.id),
      })
      .where(eq(id, row.id));
  }
  return rows.length;
}

async function rotateFactors({ tx }: Context): Promise<number> {
  const { id, secret } = totpFactors;
  const rows = await tx
    .select({ id, secret })
    .from(totpFactors)
    .where(isOld(secret))
    .orderBy(asc(id))
    .limit(batchSize)
    .for("update");
  for (const row of rows) {
    const opened = openSecret(row.secret, "totp_factors.secret", row.id);
    await tx
      .update(totpFactors)
      .set({ secret: sealSecret(opened, "totp_factors.secret", row.id) })
      .where(eq(id, row.id));
  }
  return rows.length;
}

async function rotateConnections({ tx }: Context): Promise<number> {
  const { organizationId, clientSecret } = ssoConnections;
  const rows = await tx
    .select({ organizationId, clientSecret })
    .from(ssoConnections)
    .where(isOld(clientSecret))
    .orderBy(asc(organizationId))
    .limit(batchSize)
    .for("update");
  for (const row of rows) {
    if (row.clientSecret === null) continue;
    const opened = openSecret(row.clientSecret, "sso_connections.client_secret", row.organizationId);
    await tx
      .update(ssoConnections)
      .set({ clientSecret: sealSecret(opened, "sso_connections.client_secret", row.organizationId) })
      .where(eq(organizationId, row.organizationId));
  }
  return rows.length;
}

const isOld = (column: Column) => notLike(column, `${currentPrefix(secretRing())}%`);
