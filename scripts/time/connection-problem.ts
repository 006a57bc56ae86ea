export const notRunning =
  "Gatehouse isn't running here. Start it with npm run demo or npm run dev. If it uses another data folder, set DATA_DIR.";

/** If the database can't be reached, the demo isn't running. */
export function connectionProblem(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && ["ECONNREFUSED", "CONNECT_TIMEOUT", "ENOTFOUND"].includes(String(cause.code)))
      return notRunning;
  }
  return undefined;
}
