import "server-only";
import {
  factorsOf,
  hasFactor,
  hasPassword,
  isRecent,
  type PersonContext,
  type Session,
  sessionActor,
  totpSetUp,
} from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { whyTwoFactorRequired } from "@/lib/tenancy";

type Common = {
  /** The person has a second factor. */
  has: boolean;
  /** This session was opened with it. */
  strong: boolean;
  /** How they confirm who they are. */
  confirmBy: "code" | "password" | "emailCode";
  /** Why one is required, as a sentence; null if it isn't. */
  required: string | null;
};

/** Where the set-up of a second factor is. */
export type SetUpFacts = Common & ({ step: "confirm" | "choose" } | { step: "scan"; uri: string; secret: string });

/** What the page shows that sets up a second factor. */
export function setUpFacts(session: Session): Promise<SetUpFacts> {
  return withoutTenant({ actor: sessionActor(session) }, async (ctx) => {
    const person = { ...ctx, session };
    const has = hasFactor(await factorsOf(ctx, session.user.id));
    const strong = session.assurance.secondFactor !== null;
    const confirmBy = await confirmsBy(person, has);
    const common = { has, strong, confirmBy, required: (await whyTwoFactorRequired(person)) ?? null };
    if (!isRecent(session.assurance, ctx.wall) || (has && !strong)) return { ...common, step: "confirm" };
    const started = await totpSetUp(person);
    return started ? { ...common, step: "scan", ...started } : { ...common, step: "choose" };
  });
}

async function confirmsBy(person: PersonContext, has: boolean): Promise<Common["confirmBy"]> {
  if (has) return "code";
  return (await hasPassword(person, person.session.user.id)) ? "password" : "emailCode";
}
