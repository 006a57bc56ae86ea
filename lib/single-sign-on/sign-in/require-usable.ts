import "server-only";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { type Connection, connectionOf } from "../connection/connections";
import { ssoFeature } from "../feature";
import { SsoRefusal } from "../refusal";

/**
 * The connection, if it may be used. Until it's enabled, only tests may use it.
 *
 * @throws SsoRefusal `not_enabled`, `not_in_plan`.
 */
export async function requireUsable(ctx: TenantContext, purpose: "sign_in" | "test"): Promise<Connection> {
  const connection = await connectionOf(ctx);
  if (!connection || (purpose === "sign_in" && !connection.enabledAt)) {
    throw turnedOff();
  }
  const { features } = await entitlementsOf(ctx);
  if (features.includes(ssoFeature)) return connection;
  throw new SsoRefusal("not_in_plan", "The plan doesn't include single sign-on.");
}

export const turnedOff = () => new SsoRefusal("not_enabled", "Single sign-on is turned off.");
