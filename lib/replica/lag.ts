/** The primary's position in the write-ahead log at a moment of real time, in milliseconds. */
export type Sample = { at: number; lsn: bigint };

/** What the replica says of itself. */
export type ReplicaReading = {
  /** False after a promotion: it takes writes of its own. */
  isStandby: boolean;
  /** How far it has applied the primary's log; null before the first record. */
  replayed: bigint | null;
};

/**
 * How old the replica's data is. `ready`: it has all that was committed until `asOf`. `behind`: it lags by more than is allowed, or
 * it isn't known yet by how much.
 */
export type ReplicaState =
  | { status: "ready"; asOf: Date; lagSeconds: number }
  | { status: "behind"; asOf: Date | null; lagSeconds: number | null }
  | { status: "promoted" };

/** `16/B374D848`, as PostgreSQL writes a position in its log, as a number of bytes. */
export function parseLsn(text: string): bigint {
  const [high, low] = text.split("/");
  if (!high || !low) throw new Error(`"${text}" is no position in a write-ahead log.`);
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/**
 * The replica has everything until the newest sample whose position it has applied. Clocks of servers differ and an idle primary
 * commits nothing, so neither the replica's clock nor its last transaction says this. Pure.
 *
 * @param samples of the primary, oldest first.
 */
export function replicaState(
  { isStandby, replayed }: ReplicaReading,
  samples: readonly Sample[],
  { now, maxLagSeconds }: { now: number; maxLagSeconds: number },
): ReplicaState {
  if (!isStandby) return { status: "promoted" };
  const applied = replayed === null ? undefined : samples.findLast(({ lsn }) => lsn <= replayed);
  if (!applied) return { status: "behind", asOf: null, lagSeconds: null };
  const lagSeconds = (now - applied.at) / 1_000;
  return { status: lagSeconds <= maxLagSeconds ? "ready" : "behind", asOf: new Date(applied.at), lagSeconds };
}

/** After a change of theirs, a person reads from the primary until the replica is this far past it: webhooks and jobs finish what it began. */
export const settledAfterMs = 30_000;

/** Whether a person sees their own last change on a replica in this state. Pure. */
export const shows = (state: ReplicaState, changedAt: Date | null): boolean =>
  state.status === "ready" && (changedAt === null || state.asOf.getTime() >= changedAt.getTime() + settledAfterMs);
