export { urlError } from "./address";
export { guardedFetch } from "./guarded-fetch";
export { localAddressesAllowed, type OutgoingResponse, sendOutgoing } from "./send-outgoing";
