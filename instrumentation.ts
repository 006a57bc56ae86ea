/** Before the first request: an environment that is not complete stops the start, with the name of what is missing. */
export async function register(): Promise<void> {
  await import("@/lib/env");
}
