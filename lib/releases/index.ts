export { feedOf } from "./feed-of";
export type { Release } from "./release";
export { releasesOf } from "./releases-of";
