import "server-only";
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { authSecrets, signingSecret } from "@/lib/auth-secrets";
import type { Context } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { enqueueEmail } from "@/lib/email";
import { invalidInput } from "@/lib/errors";

/** How long a code works. */
const lifetimeMinutes = 10;

/** What the code is for. It completes "Enter this code to …". */
export type CodePurpose = "confirm your email address" | "confirm it's you";

type EmailCode = { email: string; purpose: CodePurpose };

/**
 * Emails a six-digit code. Count the attempt `email_code_sent` first.
 *
 * @returns what to store. It's keyed, because all million codes could be tried in no time.
 */
export async function sendEmailCode(ctx: Context, { email, purpose }: EmailCode): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await enqueueEmail(ctx, { to: email, template: "email-code", props: { code, purpose } });
  return sealOf(code, addMinutes(ctx.wall, lifetimeMinutes).getTime(), { email, purpose }, signingSecret());
}

/**
 * Checks an emailed code. Count the attempt `email_code` first.
 *
 * @param seal as `sendEmailCode` returned it.
 * @throws GatehouseError `invalid_input` on the field `emailCode`.
 */
export function requireEmailCode(
  { wall }: Pick<Context, "wall">,
  code: string,
  seal: string | null | undefined,
  expected: EmailCode,
): void {
  const expires = Number(seal?.split(".")[0] ?? 0);
  const stored = Buffer.from(seal ?? "");
  const isRight = authSecrets().some((secret) => {
    const given = Buffer.from(sealOf(code.replace(/\s/g, ""), expires, expected, secret));
    return given.length === stored.length && timingSafeEqual(given, stored);
  });
  if (expires > wall.getTime() && isRight) return;
  const message = "This code is wrong or has expired. Get a new one.";
  throw invalidInput(message, { errors: [{ field: "emailCode", message }] });
}

function sealOf(code: string, expires: number, { email, purpose }: EmailCode, secret: string): string {
  const text = `email code ${purpose} ${email} ${expires} ${code}`;
  return `${expires}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
