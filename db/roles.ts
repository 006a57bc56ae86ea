import { createHmac } from "node:crypto";

/** `app` serves tenants under row-level security; `platform` serves the admin pages and the worker, across tenants. */
export const roles = { app: "gatehouse_app", platform: "gatehouse_platform" } as const;
export type RoleName = keyof typeof roles;

/** Passwords are derived, so a deployment only has to store DATABASE_URL and AUTH_SECRET. The secret is one, not a list. */
export function rolePassword(role: RoleName, secret: string): string {
  return createHmac("sha256", secret).update(`database role ${roles[role]}`).digest("base64url");
}

/** The owner's database URL with another role's credentials. */
export function roleUrl(databaseUrl: string, role: RoleName, secret: string): string {
  const url = new URL(databaseUrl);
  url.username = roles[role];
  url.password = rolePassword(role, secret);
  return url.toString();
}
