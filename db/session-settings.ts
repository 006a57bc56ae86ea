/**
 * The settings of the serving roles' sessions, in the units of `SET`. `lock_timeout` and `statement_timeout` keep requests from waiting
 * for each other forever. The idle timeout ends the transactions of a machine that dropped off the network; the longest of ours waits
 * for a mail server, less than two minutes. There are no parallel workers: pages read sums of a few thousand rows, and starting a
 * process takes longer than that. The same goes for compiling their expressions.
 *
 * A connection sends them when it opens. A pooler in transaction mode refuses parameters it doesn't know, so there they come from the
 * roles, where each migration sets them.
 */
export const sessionSettings = {
  lock_timeout: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 120_000,
  max_parallel_workers_per_gather: 0,
  jit: "off",
} as const;
