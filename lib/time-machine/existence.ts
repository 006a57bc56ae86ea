import { isLoopback } from "@/lib/loopback";

export type Environment = { NODE_ENV: string; DEMO: boolean; STRIPE_SECRET_KEY?: string | undefined };

/**
 * Why there is no time machine here; undefined if there is one. Trials and periods depend on the clock, so it exists only in
 * development, tests and the demo. Not with a key of the real Stripe either, live or test, because its clock can't be moved
 * along.
 */
export function whyNoTimeMachine({ NODE_ENV, DEMO, STRIPE_SECRET_KEY }: Environment): string | undefined {
  if (STRIPE_SECRET_KEY) return "STRIPE_SECRET_KEY is set, and the clock of the real Stripe can't be moved.";
  if (NODE_ENV === "production" && !DEMO) return "This is production and not a demo (DEMO=1).";
  return undefined;
}

/**
 * Whether a user may move time: on localhost everyone who is signed in, under a public URL, where anyone can sign up, only
 * platform admins.
 */
export function mayTravel(person: { isPlatformAdmin: boolean }, appUrl: string): boolean {
  return person.isPlatformAdmin || isLoopback(appUrl);
}
