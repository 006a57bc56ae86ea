export const nothingRuns =
  "Gatehouse isn't running here. Start it with npm run demo or npm run dev. (DATA_DIR is its data folder.)";

/** If the database can't be reached, the demo isn't running. */
export function connectionProblem(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && ["ECONNREFUSED", "CONNECT_TIMEOUT", "ENOTFOUND"].includes(String(cause.code)))
      return nothingRuns;
  }
  return undefined;
}
