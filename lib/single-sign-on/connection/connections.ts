import "server-only";
import { eq } from "drizzle-orm";
import { ssoConnections } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { openSecret, sealSecret } from "@/lib/secrets";
import type { OidcProvider } from "../oidc/provider";
import type { SamlProvider } from "../saml/service-provider";

export type Connection = typeof ssoConnections.$inferSelect;

export async function connectionOf({ tx, organizationId }: TenantContext): Promise<Connection | undefined> {
  const [row] = await tx.select().from(ssoConnections).where(eq(ssoConnections.organizationId, organizationId));
  return row;
}

/** The same, locked for a change. */
export async function lockedConnection({ tx, organizationId }: TenantContext): Promise<Connection | undefined> {
  const [row] = await tx
    .select()
    .from(ssoConnections)
    .where(eq(ssoConnections.organizationId, organizationId))
    .for("update");
  return row;
}

/** @throws GatehouseError `not_found`. */
export const lockConnection = async (ctx: TenantContext): Promise<Connection> =>
  found(await lockedConnection(ctx), "single sign-on connection");

/** What the protocol code needs from a connection. */
export type Provider = ({ kind: "saml" } & SamlProvider) | ({ kind: "oidc" } & OidcProvider);

export function providerOf(connection: Connection): Provider {
  const { organizationId, kind, issuer, signOnUrl, certificates, clientId, clientSecret } = connection;
  if (kind === "saml" && signOnUrl) return { kind, organizationId, issuer, signOnUrl, certificates };
  if (kind === "oidc" && clientId && clientSecret) {
    return { kind, organizationId, issuer, clientId, clientSecret: openClientSecret(clientSecret, organizationId) };
  }
  throw new Error("the connection is incomplete");
}

/** Encrypted for the organization's row. */
export const sealClientSecret = (secret: string, organizationId: string): string =>
  sealSecret(secret, "sso_connections.client_secret", organizationId);

const openClientSecret = (sealed: string, organizationId: string): string =>
  openSecret(sealed, "sso_connections.client_secret", organizationId);
