import { createHmac, timingSafeEqual } from "node:crypto";
import { day } from "@/lib/durations";
import { newToken } from "../links/tokens";

/** How long a browser counts as known after a sign-in. Browsers keep cookies for 400 days at most. */
export const deviceMaxDays = 365;

/** Accounts that one browser may be known to, such as those of a shared computer. */
const maxAccounts = 5;

/**
 * The cookie of a browser in which someone has signed in before: for each account a random id, its date and a seal over both and
 * the account, separated by dots, newest first. Someone who reads it learns nothing about the account and can open nothing with it.
 */
type Entry = { id: string; issuedAt: number; seal: string };

/** The id under which the account's attempts in this browser are counted; undefined in a browser the account doesn't know. */
export function knownDevice(cookie: string | undefined, email: string, now: Date, secret: string): string | undefined {
  return entriesOf(cookie).find((entry) => isOf(entry, email, now, secret))?.id;
}

/**
 * The cookie once the account has signed in: as before, with its entry renewed.
 *
 * @param older secrets that still verify an entry.
 */
export function rememberDevice(
  cookie: string | undefined,
  email: string,
  now: Date,
  secret: string,
  ...older: readonly string[]
): string {
  const before = entriesOf(cookie);
  const isOwn = (entry: Entry) => [secret, ...older].some((each) => isOf(entry, email, now, each));
  const id = before.find(isOwn)?.id ?? newToken();
  const issuedAt = Math.floor(now.getTime() / 1000);
  const others = before.filter((entry) => !isOwn(entry));
  const entries = [{ id, issuedAt, seal: sealOf(id, issuedAt, email, secret) }, ...others].slice(0, maxAccounts);
  return entries.map((entry) => `${entry.id}.${entry.issuedAt}.${entry.seal}`).join("~");
}

function entriesOf(cookie: string | undefined): Entry[] {
  const parts = cookie?.slice(0, 2_000).split("~").slice(0, maxAccounts) ?? [];
  return parts.flatMap((part) => {
    const [id, issuedAt, seal] = part.split(".");
    return id && seal && /^\d{1,12}$/.test(issuedAt ?? "") ? [{ id, issuedAt: Number(issuedAt), seal }] : [];
  });
}

function isOf({ id, issuedAt, seal }: Entry, email: string, now: Date, secret: string): boolean {
  const age = now.getTime() - issuedAt * 1000;
  if (age < -day || age > deviceMaxDays * day) return false;
  const expected = Buffer.from(sealOf(id, issuedAt, email, secret));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const sealOf = (id: string, issuedAt: number, email: string, secret: string): string =>
  createHmac("sha256", secret).update(`known device ${id} ${issuedAt} ${email}`).digest("base64url");
