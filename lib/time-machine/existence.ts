import { isOwnMachine } from "@/lib/own-machine";

/** What decides whether time may be moved. */
export type Surroundings = { NODE_ENV: string; DEMO: boolean; STRIPE_SECRET_KEY?: string | undefined };

/**
 * Why there is no time machine here; undefined where there may be one. Customers' trials and periods go by the clock, so
 * it exists for development, tests and the demo only. With a key of the real Stripe there is none either, live or test:
 * Stripe's clock would not move along, and the two would contradict each other.
 */
export function whyNoTimeMachine({ NODE_ENV, DEMO, STRIPE_SECRET_KEY }: Surroundings): string | undefined {
  if (STRIPE_SECRET_KEY) return "STRIPE_SECRET_KEY is set, and the real Stripe's time cannot be moved.";
  if (NODE_ENV === "production" && !DEMO) return "This is production, and not a demo (DEMO=1).";
  return undefined;
}

/**
 * Who may move time where it can be moved: whoever is signed in, as long as the application is on one's own machine.
 * Under a public address anybody can sign up, so there it takes a platform admin.
 */
export function mayTravel(person: { isPlatformAdmin: boolean }, appUrl: string): boolean {
  return person.isPlatformAdmin || isOwnMachine(appUrl);
}
