export { limiterOn } from "./store";
export { exchange, type Subject, takeRequest } from "./take-request";
