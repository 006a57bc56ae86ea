import { formatCount } from "@/lib/numbers";

/** The toast after a replay, which syncs the customers of the events. */
export const replayResult = (customers: number): string =>
  customers === 0 ? "Nothing to sync: these events have no customer" : `Syncing ${formatCount(customers, "customer")}`;
