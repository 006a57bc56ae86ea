/**
 * Whether an error, or one of its causes, is a PostgreSQL error with one of these SQLSTATE codes.
 *
 * @param states codes such as `40P01`, or their beginnings: `22` is the class of invalid values.
 */
export function hasSqlState(error: unknown, ...states: string[]): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!("code" in cause)) continue;
    const code = String(cause.code);
    if (states.some((state) => code.startsWith(state))) return true;
  }
  return false;
}
