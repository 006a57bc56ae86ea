import "server-only";

/** What may be said about an error: values from bounded sets, never input. */
export type ErrorFacts = { route?: string; kind?: string; job?: string };

type Reporter = (error: unknown, facts: ErrorFacts) => void;

/** One for the process: Next's bundles and the web server each load this module. */
const shared = globalThis as typeof globalThis & { gatehouseReporter?: Reporter };

/** Sends an unexpected error to Sentry, if there is one. Never throws, and doesn't wait. */
export function reportError(error: unknown, facts: ErrorFacts = {}): void {
  shared.gatehouseReporter?.(error, facts);
}

export function reportErrorsTo(reporter: Reporter): void {
  shared.gatehouseReporter = reporter;
}
