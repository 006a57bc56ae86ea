import { createHmac } from "node:crypto";

/** `app` serves tenants under row-level security; `platform` serves the admin pages and the worker, across tenants. */
export const roles = { app: "gatehouse_app", platform: "gatehouse_platform" } as const;
export type RoleName = keyof typeof roles;

/** The role's password is derived, so one DATABASE_URL and one AUTH_SECRET are all a deployment has to keep. */
export function rolePassword(role: RoleName, secret: string): string {
  return createHmac("sha256", secret).update(`database role ${roles[role]}`).digest("base64url");
}

/** The owner's address, as another role. */
export function roleUrl(databaseUrl: string, role: RoleName, secret: string): string {
  const url = new URL(databaseUrl);
  url.username = roles[role];
  url.password = rolePassword(role, secret);
  return url.toString();
}
