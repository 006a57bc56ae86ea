export { answerRequest, changeState, deleteRequest } from "./answer-request";
export {
  answerSchema,
  type SupportFilter,
  supportFilterSchema,
  supportRequestIdSchema,
  supportRequestSchema,
  supportStateSchema,
} from "./input";
export {
  type ListedRequest,
  type SupportRequest,
  supportCounts,
  supportRequest,
  supportRequestsPage,
} from "./requests-page";
export { sendSupportRequest } from "./send-request";
