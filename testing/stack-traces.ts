type Prepare = NonNullable<typeof Error.prepareStackTrace> & { isFast?: true };

/**
 * Stripe's SDK reads the stack of a new, empty `Error` for each request. Mapping its lines back to TypeScript takes longer than
 * the rest of the request in our process, so the stacks of errors without a message keep the lines of the compiled code.
 */
export function mapOnlyRealErrors(): void {
  const mapped: Prepare | undefined = Error.prepareStackTrace;
  if (!mapped || mapped.isFast) return;
  const fast: Prepare = (error, sites) =>
    error.message === "" && error.name === "Error" ? `Error\n    at ${sites.join("\n    at ")}` : mapped(error, sites);
  fast.isFast = true;
  Error.prepareStackTrace = fast;
}
