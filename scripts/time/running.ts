export const nothingRuns =
  "No Gatehouse runs here. Start one: npm run demo, or npm run dev. (DATA_DIR says where it keeps its data.)";

/** The database that does not answer is the demo that does not run. */
export function connectionProblem(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && ["ECONNREFUSED", "CONNECT_TIMEOUT", "ENOTFOUND"].includes(String(cause.code)))
      return nothingRuns;
  }
  return undefined;
}
