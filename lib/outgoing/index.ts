export { urlError } from "./address";
export { guardedFetch } from "./guarded-fetch";
export { localAddressesAllowed, sendOutgoing } from "./send-outgoing";
