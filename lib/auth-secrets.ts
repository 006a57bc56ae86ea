import "server-only";
import { createHash } from "node:crypto";
import { env } from "@/lib/env";

type Secrets = readonly [string, ...string[]];

/** The secrets of AUTH_SECRET. The first one signs; all of them verify, so that one can be replaced without breaking links. */
export const authSecrets = (): Secrets => secretsOf(env.AUTH_SECRET);

/** The secret that signs. */
export const signingSecret = (): string => authSecrets()[0];

/** The secrets of a setting, which are separated by commas. */
export function secretsOf(setting: string): Secrets {
  const [first = "", ...others] = setting.split(",").map((part) => part.trim());
  return [first, ...others];
}

/** What `read` returns for the first secret with which it returns anything but undefined. */
export function withAnySecret<T>(read: (secret: string) => T | undefined): T | undefined {
  for (const secret of authSecrets()) {
    const answer = read(secret);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** A short name of a secret, which reveals nothing of a random one. */
const nameOf = (secret: string): string =>
  createHash("sha256").update(`gatehouse auth secret\n${secret}`).digest("base64url").slice(0, 8);

/** A token that says which secret goes with it, for values that are computed again later. */
export const markedToken = (token: string): string => `${token}.${nameOf(signingSecret())}`;

/** The secret that a token of `markedToken` goes with; the signing one if it isn't known any more. */
export function secretOfToken(token: string): string {
  const [, name] = token.split(".");
  return authSecrets().find((secret) => nameOf(secret) === name) ?? signingSecret();
}
