// Only the worker imports `deliver-webhook.ts`.
export { changeEndpoint } from "./change-endpoint";
export { createEndpoint } from "./create-endpoint";
export { deleteEndpoint } from "./delete-endpoint";
export { dispatchWebhook } from "./dispatch-webhook";
export { emitWebhook } from "./emit-webhook";
export { changeEndpointSchema, createEndpointSchema, deliveryIdSchema, endpointIdSchema } from "./input";
export { type ListedDelivery, type ListedEndpoint, listEndpoints, recentDeliveries } from "./queries";
export { resendDelivery } from "./resend-delivery";
export { rotateSecret } from "./rotate-secret";
export { sendTest } from "./send-test";
export { sweepMessages } from "./sweep-messages";
