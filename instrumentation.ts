import type { Instrumentation } from "next";

/** Called by Next before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") await import("./instrumentation-node");
}

/** Called by Next for an error that ended a page, route or action. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportError } = await import("./lib/telemetry");
  reportError(error, { route: routePath, kind: routeType });
};
