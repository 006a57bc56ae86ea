import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { enqueueEmail } from "@/lib/email";
import { appUrl } from "../links/urls";
import type { PersonContext } from "../people/as-person";
import { revokeSessions } from "../sessions/revoke-sessions";
import type { SecondFactor } from "./assurance";
import { firstRecoveryCodes } from "./recovery-codes";

/**
 * What follows from a new second factor: this session has it, the person's other sessions end, they get an email and, with their
 * first factor, recovery codes.
 *
 * @returns the codes to show once; none if the person has some.
 */
export async function completeSetUp(
  person: PersonContext,
  { secondFactor, what }: { secondFactor: SecondFactor; what: string },
): Promise<string[]> {
  const { tx, wall, session } = person;
  const { id: userId, email } = session.user;
  await tx.update(sessions).set({ secondFactor, confirmedAt: wall }).where(eq(sessions.id, session.sessionId));
  await revokeSessions(person, { userId, except: session.sessionId });
  await enqueueEmail(person, {
    to: email,
    template: "two-factor-changed",
    props: {
      change: `${what} was added to your account.`,
      settingsUrl: appUrl("/settings?tab=security"),
      resetUrl: appUrl("/reset"),
    },
  });
  return (await firstRecoveryCodes(person, userId)) ?? [];
}
