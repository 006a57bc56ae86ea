export { countVisit, writeVisits } from "./count-visits";
export { noteSignUpSource } from "./note-sign-up-source";
export { type VisitRange, visitsByDay, visitsBySource, visitTotals } from "./queries";
export { sweepVisitors } from "./sweep-visitors";
export { type Origin, sourceOf } from "./visit";
