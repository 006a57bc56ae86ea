export { cancelDuplicate } from "./cancel-duplicate";
export { expireTrials } from "./expire-trials";
export { receiveEvent } from "./receive-event";
export { sweepInbox } from "./sweep-inbox";
export { syncCustomer } from "./sync-customer";
export { verifyEvent } from "./verify-event";
