export { limiterOn } from "./store";
export { type Subject, takeRequest } from "./take-request";
