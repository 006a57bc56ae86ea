export { bringsBearer } from "./bearer";
export { reportError } from "./report-error";
export { currentRequestId, givenRequestId, requestIdHeader, withRequestId } from "./request-id";
export { telemetry } from "./telemetry";
