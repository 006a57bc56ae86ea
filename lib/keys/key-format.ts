import { hashToken, newToken } from "@/lib/auth/links/tokens";

export type KeyKind = "platform" | "organization";

const prefixes = { platform: "gh_platform_", organization: "gh_org_" } as const satisfies Record<KeyKind, string>;

/** How many characters of a key stay readable, so that people can tell their keys apart. */
const shownCharacters = 4;

/** The prefix tells what kind of key it is, to people and to scanners for leaked secrets. */
export function newKey(kind: KeyKind): { key: string; prefix: string; hash: string } {
  const key = `${prefixes[kind]}${newToken()}`;
  return { key, prefix: key.slice(0, prefixes[kind].length + shownCharacters), hash: hashToken(key) };
}

/** The key of an `Authorization: Bearer` header and its kind; undefined when it isn't one of ours. */
export function keyOf(authorization: string): { kind: KeyKind; hash: string } | undefined {
  const [, key] = /^Bearer +(\S{20,120})$/i.exec(authorization) ?? [];
  if (!key) return undefined;
  if (key.startsWith(prefixes.platform)) return { kind: "platform", hash: hashToken(key) };
  if (key.startsWith(prefixes.organization)) return { kind: "organization", hash: hashToken(key) };
  return undefined;
}

const anyKey = new RegExp(`^Bearer +(?:${Object.values(prefixes).join("|")})`, "i");
const platformKey = new RegExp(`^Bearer +${prefixes.platform}`, "i");

/** Whether an `Authorization` header has the form of a platform key, valid or not; cheaper than hashing it. */
export const looksLikePlatformKey = (authorization: string): boolean => platformKey.test(authorization);

/** The same for a key of either kind. */
export const looksLikeKey = (authorization: string): boolean => anyKey.test(authorization);
