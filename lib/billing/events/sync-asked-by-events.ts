/** A sync that may be left out if Stripe was read since the events. Its key differs, so that it never replaces one that may not. */
export const syncAskedByEvents = (customerId: string) => ({
  input: { customerId, asked: "by_events" as const },
  key: `${customerId} by events`,
});
