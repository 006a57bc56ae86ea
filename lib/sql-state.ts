/**
 * Whether PostgreSQL refused a statement for one of these reasons.
 *
 * @param states whole ones such as `40P01`, or their beginnings: `22` is every value that cannot be stored.
 */
export function hasSqlState(error: unknown, ...states: string[]): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!("code" in cause)) continue;
    const code = String(cause.code);
    if (states.some((state) => code.startsWith(state))) return true;
  }
  return false;
}
